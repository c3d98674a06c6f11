import { expect, test } from '@playwright/test';
import type { Iut } from '../core/party.ts';
import type { Requirement } from '../core/requirement.ts';
import { defineOracle, type Oracle } from '../oracles/define.ts';
import { parseLadder } from '../trace/ladder.ts';
import type { CaseResult, Judgement } from '../trace/finding.ts';
import { addUp, exitCodeOf } from './add-up.ts';
import { judge, judgeInTurns, type Court } from './judge.ts';
import { builtInProfile } from './load-profile.ts';

const row = (id: string, over: Partial<Requirement>): Requirement => ({
  id,
  roles: ['smsc'],
  level: 'MUST',
  basis: 'smpp',
  text: '',
  source: '',
  observableAt: 'I3',
  stimulus: '',
  violatingBehaviour: '',
  ...over,
});

const catalogue = new Map(
  [
    row('A', {}),
    row('B', { level: 'SHOULD' }),
    row('C', { basis: 'profile' }),
    row('D', { roles: ['ppg'] }),
    row('E', { claim: 'tls' }),
  ].map((one) => [one.id, one]),
);

const oracle = (over: Partial<Oracle>): Oracle =>
  defineOracle({
    requirement: 'A',
    party: 'smsc',
    needs: ['smpp'],
    scope: 'run',
    check: () => [],
    accepts: [],
    rejects: ['-- not used here --'],
    ...over,
  });

const court = (iut: Iut, ...oracles: readonly Oracle[]): Court => ({
  oracles,
  catalogue,
  iut,
  profile: { ...builtInProfile(), claims: { tls: false } },
});

const exchange = parseLadder(`
  -- observed smpp: ppg smsc --
  ppg  > smsc submit_sm      sequence_number=1 destination_addr=15550100001
  smsc > ppg  submit_sm_resp sequence_number=1
  ppg  > smsc submit_sm      sequence_number=2 destination_addr=15550100002
  smsc > ppg  submit_sm_resp sequence_number=2`);

const found = (verdict: 'pass' | 'inconc' | 'fail') => () => [
  { verdict, evidence: [], expected: 'x', actual: verdict },
];

test('an oracle that throws gives error, not silence', () => {
  const broken = oracle({
    check: () => {
      throw new Error('no such thing');
    },
  });
  expect(judge(exchange, court('chain', broken)).get('A')?.verdict).toBe('error');
});

test('an oracle whose interface was not observed at its party says none, with the reason', () => {
  const blind = oracle({ needs: ['sm'], check: found('fail') });
  expect(judge(exchange, court('chain', blind)).get('A')).toEqual({
    verdict: 'none',
    findings: [],
    reason: 'not observable here: sm at the smsc',
  });
});

test('a transaction oracle is given one subscriber number at a time', () => {
  const sizes: number[] = [];
  const counting = oracle({
    scope: 'transaction',
    check: (view) => {
      sizes.push(view.events.length);
      return [];
    },
  });
  judge(exchange, court('chain', counting));
  expect(sizes).toEqual([2, 2]);
});

test('a breach by our own peer at a third party is an error of ours, and its pass says nothing', () => {
  const ofPpg = oracle({ requirement: 'D', party: 'ppg', check: found('fail') });
  expect(judge(exchange, court('smsc', ofPpg)).get('D')?.verdict).toBe('error');
  expect(judge(exchange, court('smsc', oracle({ party: 'ppg', check: found('pass') }))).get('A')?.verdict).toBe('none');
});

const result = (key: string, names: readonly string[], judgement: Judgement): CaseResult => ({
  key,
  case: {
    id: key,
    title: key,
    requirements: names,
    variants: [''],
    connection: 'shared',
    quick: false,
    transactionMs: null,
    scripted: [],
    steps: [],
  },
  variant: '',
  verdict: 'pass',
  reason: null,
  durationMs: 0,
  trace: exchange,
  judgement,
});

const says = (verdicts: Readonly<Record<string, 'pass' | 'inconc' | 'fail' | 'none'>>): Judgement =>
  new Map(
    Object.entries(verdicts).map(([id, verdict]) => [
      id,
      {
        verdict,
        findings:
          verdict === 'none'
            ? []
            : [{ requirement: id, party: 'smsc' as const, verdict, evidence: [], expected: '', actual: verdict }],
        reason: null,
      },
    ]),
  );

const sum = (iut: Iut, ...cases: readonly CaseResult[]) => {
  const requirements = addUp(cases, () => true, court(iut), false);
  return {
    exitCode: exitCodeOf(requirements, cases),
    outcomes: Object.fromEntries(requirements.map(({ requirement, outcome }) => [requirement.id, outcome])),
  };
};

test('one fail outweighs every pass, and a pass is the worst of what only passed', () => {
  expect(sum('smsc', result('x', ['A'], says({ A: 'pass' })), result('y', [], says({ A: 'fail' })))).toMatchObject({
    exitCode: 1,
    outcomes: { A: 'fail' },
  });
  expect(sum('smsc', result('x', ['A'], says({ A: 'pass' })))).toMatchObject({ exitCode: 0, outcomes: { A: 'pass' } });
});

test('inconc counts where a case names the requirement, and is only listed elsewhere', () => {
  expect(sum('smsc', result('x', ['A'], says({ A: 'inconc' })), result('y', [], says({ A: 'pass' })))).toMatchObject({
    exitCode: 2,
    outcomes: { A: 'inconc' },
  });
  expect(sum('smsc', result('x', ['A'], says({ A: 'pass' })), result('y', [], says({ A: 'inconc' })))).toMatchObject({
    exitCode: 0,
    outcomes: { A: 'pass' },
  });
});

test('a requirement that a case names and nothing exercised is error on our chain and inconc at a third party', () => {
  const idle = result('x', ['A'], says({ A: 'none' }));
  expect(sum('chain', idle).exitCode).toBe(5);
  expect(sum('smsc', idle)).toMatchObject({ exitCode: 2, outcomes: { A: 'inconc' } });
});

test('nor is it an error where our own process was held up meanwhile', () => {
  const idle = result('x', ['A'], says({ A: 'none' }));
  const { header, events } = idle.trace;
  const late: CaseResult = {
    ...idle,
    trace: { header: { ...header, world: 'live', timingToleranceUs: 300_000 }, events },
  };
  expect(sum('chain', late)).toMatchObject({ exitCode: 2, outcomes: { A: 'inconc' } });
  expect(sum('chain', late, result('y', ['A'], says({ A: 'none' }))).exitCode).toBe(5);
});

test('a failing SHOULD is reported and does not count; a profile row counts for our reference alone', () => {
  const one = result('x', ['A', 'B', 'C'], says({ A: 'pass', B: 'fail', C: 'fail' }));
  expect(sum('smsc', one)).toMatchObject({ exitCode: 0, outcomes: { B: 'fail', C: 'fail' } });
  expect(sum('chain', one).exitCode).toBe(1);
});

test('a row whose claim the profile withdraws is not applicable', () => {
  expect(sum('smsc', result('x', ['E'], says({ E: 'none' }))).outcomes['E']).toBe('notApplicable');
});

test('nothing that passed is not a pass', () => {
  expect(sum('smsc').exitCode).toBe(4);
});

test('judged in turns the verdicts are the same, and others come in between', async () => {
  const slow = court('chain', oracle({ check: found('fail') }), oracle({ requirement: 'D', check: found('pass') }));
  let readMs = 0;
  let turns = 0;
  const count = (): void => {
    turns += 1;
    if (turns < 3) setImmediate(count);
  };
  setImmediate(count);
  // Every look at the clock finds it a long time later.
  const judgement = await judgeInTurns(exchange, slow, () => (readMs += 1_000));
  expect(judgement).toEqual(judge(exchange, slow));
  expect(turns).toBe(2);
});
