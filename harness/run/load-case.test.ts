import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import type { Verb } from '../core/actor.ts';
import { UsageError } from '../core/usage-error.ts';
import { defineFault } from '../faults/define.ts';
import { caseOf, loadCases, type Known } from './load-case.ts';
import { parseYaml } from './yaml-place.ts';

const verb = (properties: Readonly<Record<string, unknown>>, required: readonly string[]): Verb => ({
  summary: '',
  kind: 'command',
  schema: { type: 'object', properties, required, additionalProperties: false },
});

const known: Known = {
  vocabulary: {
    verbs: new Map([
      ['pi', { push: verb({ to: { type: 'string' }, wdpOctets: { type: 'integer', minimum: 0 } }, ['to']) }],
      ['ppg', { alter: { ...verb({ registered_delivery: { type: 'integer' } }, []), kind: 'departure' } }],
      ['handset', { refuse: verb({ segment: { type: 'integer' } }, []), disconnect: verb({}, []) }],
    ]),
    faults: new Map([
      [
        'duplicate',
        defineFault({ summary: '', options: { probability: 0.1 }, apply: (transit) => [transit, transit] }),
      ],
    ]),
  },
  requirements: ['SEG-002', 'SEG-004', 'RSM-001'],
};

const whole = `title: A push one octet too long for one segment travels in two
requirements: [SEG-002, SEG-004]
variant: [submit_sm, data_sm+udh, 0x34]
connection: own
quick: true
steps:
  - pi.push: { to: A, wdpOctets: 134 } # 140 less 6 and 1
  - link.fault: { on: sm, use: duplicate, probability: 1 }
  - handset.disconnect:
`;

const read = (text: string) => caseOf(parseYaml('suites/x.case.yaml', text), known);

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return 'accepted';
}

/** The whole case with one thing in it replaced. */
const but = (from: string, to: string): string => {
  assert.ok(whole.includes(from));
  return whole.replace(from, to);
};

test('a case file gives its steps, variants and choices', () => {
  assert.deepEqual(read(whole), {
    id: 'suites/x.case.yaml',
    title: 'A push one octet too long for one segment travels in two',
    requirements: ['SEG-002', 'SEG-004'],
    variants: ['submit_sm', 'data_sm+udh', '0x34'],
    connection: 'own',
    quick: true,
    transactionMs: null,
    scripted: [],
    steps: [
      { actor: 'pi', verb: 'push', arguments: { to: 'A', wdpOctets: 134 } },
      { actor: 'link', verb: 'fault', arguments: { on: 'sm', use: 'duplicate', probability: 1 } },
      { actor: 'handset', verb: 'disconnect', arguments: {} },
    ],
  });
});

test('a case that says no more than it must has one unnamed variant on shared sessions', () => {
  const { variants, connection, quick } = read('title: T\nrequirements: [SEG-002]\nsteps:\n  - handset.disconnect:\n');
  assert.deepEqual({ variants, connection, quick }, { variants: [''], connection: 'shared', quick: false });
});

test('a step at which the PPG departs from its rules makes it scripted', () => {
  const { scripted } = read('title: T\nrequirements: [SEG-002]\nsteps:\n  - ppg.alter: { registered_delivery: 1 }\n');
  assert.deepEqual(scripted, ['ppg']);
});

test('a mistyped name is refused at its line and column, with the nearest name that exists', () => {
  const mistakes: readonly (readonly [from: string, to: string, message: string])[] = [
    ['pi.push', 'pi.psuh', ':7:5: unknown step pi.psuh\n  Did you mean pi.push?'],
    ['handset.disconnect', 'handset.refsue', ':9:5: unknown step handset.refsue\n  Did you mean handset.refuse?'],
    ['pi.push', 'pi.constructor', ':7:5: unknown step pi.constructor\n  Steps: '],
    ['use: duplicate', 'use: duplicat', ':8:32: unknown fault duplicat\n  Did you mean duplicate?'],
    ['on: sm', 'on: sn', ':8:23: on: unknown value sn\n  Did you mean sm?'],
    ['probability: 1', 'probabilty: 1', ':8:43: unknown key probabilty\n  Did you mean probability?'],
    ['wdpOctets', 'wdpOctet', ':7:23: unknown key wdpOctet\n  Did you mean wdpOctets?'],
    ['SEG-004', 'SEG-04', ':2:25: unknown requirement SEG-04\n  Did you mean SEG-004?'],
    ['data_sm', 'date_sm', ':3:22: unknown variant token date_sm\n  Did you mean data_sm?'],
    ['data_sm+udh', 'tlv+udh', ':3:22: names the place of the ports twice: tlv, udh\n  Keep one: udh or tlv.'],
    ['quick', 'quik', ':5:1: unknown key quik\n  Did you mean quick?'],
    ['connection: own', 'connection: ownn', ':4:13: connection: unknown value ownn\n  Did you mean own?'],
  ];
  for (const [from, to, message] of mistakes) {
    const said = refusal(but(from, to));
    assert.ok(said.startsWith(`suites/x.case.yaml${message}`), said);
  }
});

test('a thing of the wrong kind, missing or doubled is refused at its place', () => {
  const mistakes: readonly (readonly [from: string, to: string, message: RegExp])[] = [
    ['wdpOctets: 134', "wdpOctets: '134'", /:7:34: wdpOctets must be a whole number, not a string/],
    ['wdpOctets: 134', 'wdpOctets: -1', /:7:34: wdpOctets must be >= 0/],
    ['to: A, ', '', /:7:14: the key to is missing\n {2}Add to\./],
    ['to: A', 'to: 15550100001', /:7:20: to must be a string, not a whole number\n {2}Write it in quotes/],
    ['use: duplicate, ', '', /:8:17: the key use is missing\n {2}Write use: and the fault/],
    ['probability: 1', 'probability: -1', /:8:56: probability must be >= 0/],
    ['quick: true', 'title: Again', /:5:1: the key title occurs twice/],
    ['requirements: [SEG-002, SEG-004]', 'requirements: []', /:2:15: requirements must NOT have fewer than 1 items/],
    ['requirements: [SEG-002, SEG-004]\n', '', /:1:1: the key requirements is missing/],
    ['SEG-004', 'SEG-002', /:2:15: requirements must NOT have duplicate items/],
    ['variant: [submit_sm, data_sm+udh, 0x34]', 'variant: submit_sm', /:3:10: variant must be a list, not a string/],
    [
      '  - handset.disconnect:',
      '  - handset.disconnect:\n    pi.push: { to: A }',
      /:9:5: steps must NOT have more than 1/,
    ],
  ];
  for (const [from, to, message] of mistakes) assert.match(refusal(but(from, to)), message);
  assert.match(refusal(''), /^suites\/x\.case\.yaml:1:1: this must be a map \(key: value\), not empty/);
});

test('every case of the suites is well-formed, and says something of its own', async () => {
  const cases = await loadCases();
  assert.ok(cases.length > 0);
  const titles = cases.map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
});
