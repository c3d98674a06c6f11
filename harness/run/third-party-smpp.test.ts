import { expect, test } from '@playwright/test';
import type { Profile } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';
import { PLAIN, startPlainSmsc, type PlainReading } from '../world/plain-smsc.ts';
import { profileFromTarget } from './load-profile.ts';
import { startRun } from './run.ts';

test.setTimeout(120_000);

/** A third party with the times of a laboratory, so that what never comes is known soon. */
function profileAt(port: number): Profile {
  const profile = profileFromTarget('smsc', `smpp://pushproof:secret08@127.0.0.1:${port}`);
  return {
    ...profile,
    timers: { ...profile.timers, transactionMs: 1_000, notifyMs: 300, linkMs: 300, backoffMs: 50 },
    smpp: { ...profile.smpp, deadlineSeconds: 1 },
    limits: { ...profile.limits, submitPerSecond: 500 },
  };
}

async function judged(reading: Partial<PlainReading>, cases: readonly string[]): Promise<RunSummary> {
  const smsc = await startPlainSmsc({ ...PLAIN, ...reading });
  try {
    const run = await startRun({
      iut: 'smsc',
      profile: profileAt(smsc.port),
      world: 'live',
      cases,
      suites: cases.length > 0 ? [] : ['smpp'],
      requirements: [],
      grep: [],
      quick: false,
      shard: null,
      workers: 1,
      seed: 1,
      strict: false,
      progress: () => undefined,
    });
    await Promise.all(run.planned.map(({ key }) => run.ask(key)));
    return await run.finish(false);
  } finally {
    await smsc.close();
  }
}

function outcomes({ requirements }: RunSummary, outcome: string): readonly string[] {
  return requirements
    .filter((one) => one.outcome === outcome && one.counted)
    .map(({ requirement }) => requirement.id)
    .sort();
}

const HEADERS = ['odd-headers-to-the-smsc'];
const BODIES = ['odd-bodies-to-the-smsc'];
const RIGHT = ['odd-but-right-messages-to-the-smsc'];
const STATES = ['requests-in-the-wrong-state'];
const CONTENTS = ['two-contents-in-one-message'];
const RARE = ['rare-commands-to-the-smsc'];

/** Every reading that the field notes list. */
const LEGAL: readonly (readonly [reading: Partial<PlainReading>, cases: readonly string[]])[] = [
  [{ badLength: 'close' }, HEADERS],
  [{ badLength: 'nack and stay', unknownCommand: 'nack and close', unasked: 'nack responses' }, HEADERS],
  [{ malformed: 'nack' }, BODIES],
  [{ malformed: 'close' }, BODIES],
  [{ malformed: 0xc0 }, BODIES],
  [{ malformed: 0x01 }, BODIES],
  [{ malformed: 0x08 }, BODIES],
  [{ vendorTlv: 'refuse' }, RIGHT],
  [{ wrongState: 'nack', secondBind: 0x08, badPassword: 0x0d }, STATES],
  [{ wrongState: 'close', secondBind: 'close', badPassword: 'close' }, STATES],
  [{ bothContents: 'payload', noContent: 'deliver' }, CONTENTS],
  [{ rareCommands: 'refuse', scInterfaceVersion: false }, RARE],
];

test('an SMSC of another make passes the rows of SMPP', async () => {
  const summary = await judged({}, []);
  expect([...outcomes(summary, 'fail'), ...outcomes(summary, 'error'), ...outcomes(summary, 'inconc')]).toEqual([]);
  for (const id of ['SMPP-NCK-001', 'SMPP-NCK-005', 'SMPP-TLV-001', 'SMPP-SES-001', 'SMPP-SUB-007', 'SEC-016'])
    expect(outcomes(summary, 'pass')).toContain(id);
});

for (const [reading, cases] of LEGAL) {
  test(`fails nothing for ${JSON.stringify(reading)}`, async () => {
    const summary = await judged(reading, cases);
    expect([...outcomes(summary, 'fail'), ...outcomes(summary, 'error')]).toEqual([]);
  });
}

/** What no reading allows, and the row that says so. */
const WRONG: readonly (readonly [reading: Partial<PlainReading>, cases: readonly string[], fails: string])[] = [
  [{ badLength: 'deaf' }, HEADERS, 'SMPP-NCK-002'],
  [{ badLength: 'crash' }, HEADERS, 'SMPP-NCK-002'],
  [{ unknownCommand: 'silence' }, HEADERS, 'SMPP-NCK-001'],
  [{ unknownCommand: 'nack with number 0' }, HEADERS, 'SMPP-NCK-001'],
  [{ unasked: 'nack all' }, HEADERS, 'SMPP-NCK-004'],
  [{ malformed: 'accept' }, BODIES, 'SMPP-NCK-005'],
  [{ malformed: 'deaf' }, BODIES, 'SMPP-NCK-005'],
  [{ malformed: 'deaf' }, BODIES, 'SMPP-TLV-003'],
  [{ reservedTlv: 'refuse' }, RIGHT, 'SMPP-TLV-001'],
  [{ wrongState: 'accept' }, STATES, 'SMPP-SES-001'],
  [{ secondBind: 'bind' }, STATES, 'SMPP-SES-004'],
  [{ badPassword: 'bind' }, STATES, 'SMPP-SES-005'],
  [{ bothContents: 'join' }, CONTENTS, 'SMPP-TLV-007'],
];

for (const [reading, cases, fails] of WRONG) {
  test(`${fails} fails for ${JSON.stringify(reading)}`, async () => {
    const summary = await judged(reading, cases);
    expect(outcomes(summary, 'fail')).toContain(fails);
    expect(outcomes(summary, 'error')).toEqual([]);
  });
}

test('an account that allows two sessions only is judged by what it lets be seen', async () => {
  const summary = await judged({ binds: 2 }, [...HEADERS, ...STATES]);
  expect([...outcomes(summary, 'fail'), ...outcomes(summary, 'error')]).toEqual([]);
});
