import type { Case } from '../core/case.ts';
import type { Requirement } from '../core/requirement.ts';
import type { Verdict } from '../core/verdict.ts';
import type { CaseResult, JudgedFinding, RunSummary } from '../trace/finding.ts';
import { parseLadder } from '../trace/ladder.ts';

/** A number as tests mask it. */
export const testMask = (number: string): string => `${number.slice(0, 4)}*****${number.slice(-2)}`;

/** Two rules: one that a summary's failing case breaks, one that holds. */
export const testRequirements: readonly Requirement[] = [
  requirement('STP-08d', 'MUST'),
  requirement('SEG-004', 'SHOULD'),
];

/** A run of three cases: one passes, one breaks STP-08d, one could not be decided. */
export function testSummary(): RunSummary {
  const cases = [
    caseResult('answers-once', '', 'pass'),
    caseResult('answers-twice', 'data_sm', 'fail'),
    caseResult('is-cut-off', '', 'inconc'),
  ];
  return {
    iut: 'smsc',
    target: 'smpp://id:***@lab.test:2775',
    profileName: 'Example SMSC <7.2>',
    profileDigest: 'sha256:0f',
    catalogueDigest: 'sha256:0c',
    world: 'live',
    seed: 7,
    verdict: 'fail',
    exitCode: 1,
    interrupted: false,
    startedUtc: '2026-01-02T03:04:05Z',
    durationMs: 61_500,
    traceDigest: null,
    cases,
    requirements: testRequirements.map((row, at) => ({
      requirement: row,
      outcome: at === 0 ? 'fail' : 'pass',
      reason: at === 0 ? '2 responses to 15550100001' : null,
      counted: at === 0,
      namedBy: [],
      exercisedBy: at === 0 ? cases.map(({ key }) => key) : [],
    })),
    notes: ['foreign traffic on 15550100001'],
  };
}

/** One case with one finding of STP-08d on a trace of a submission and its two responses. */
export function caseResult(name: string, variant: string, verdict: Exclude<Verdict, 'none'>): CaseResult {
  const id = `suites/smpp-transaction/${name}.case.yaml`;
  const trace = parseLadder(`
    ppg  > smsc submit_sm      sequence_number=7
    smsc > ppg  submit_sm_resp sequence_number=7
    smsc > ppg  submit_sm_resp sequence_number=7`);
  const finding: JudgedFinding = {
    requirement: 'STP-08d',
    party: 'smsc',
    verdict,
    evidence: trace.events.filter(({ seq }) => seq === 1 || seq === 5),
    expected: 'one response',
    actual: '2 responses to 15550100001',
  };
  return {
    key: variant === '' ? id : `${id}#${variant}`,
    case: testCase(id, name.replaceAll('-', ' ')),
    variant,
    verdict,
    reason: verdict === 'pass' ? null : `STP-08d: ${finding.actual}`,
    durationMs: 12,
    trace,
    judgement: new Map([['STP-08d', { verdict, findings: [finding], reason: null }]]),
  };
}

function testCase(id: string, title: string): Case {
  const rest = { variants: [''], connection: 'shared', quick: false, transactionMs: null, scripted: [] } as const;
  const steps = [{ actor: 'pi', verb: 'push', arguments: { to: '+15550100001', body: '0106' } }];
  return { id, title, requirements: ['STP-08d'], ...rest, steps };
}

function requirement(id: string, level: Requirement['level']): Requirement {
  return {
    id,
    roles: ['smsc'],
    level,
    basis: 'claim',
    text: `What ${id} says & means`,
    source: 'claim 8',
    observableAt: 'smpp',
    stimulus: '',
    violatingBehaviour: '',
  };
}
