import { deserialize, serialize } from 'node:v8';
import { expect, test } from '@playwright/test';
import { caseResult } from '../report/test-summary.ts';
import { parseLadder } from '../trace/ladder.ts';
import { traceToJsonl } from '../trace/jsonl.ts';
import type { CaseResult } from '../trace/finding.ts';
import { fromCrossing, toCrossing, type CaseCrossing } from './case-crossing.ts';

const trace = parseLadder(`
  ppg     >  smsc    submit_sm       sequence_number=1 destination_addr=15550100001
  smsc    >  handset deliver_sm      sequence_number=1 destination_addr=15550100001
  handset >x smsc    deliver_sm_resp sequence_number=1
  handset >  user    inbox           to=15550100001 octets=hex 0106 03be af84
  ppg     !  smsc    closed`);

const fails = caseResult('answers-twice', 'data_sm', 'fail');
const result: CaseResult = {
  ...fails,
  trace,
  judgement: new Map(
    [...fails.judgement].map(([id, judged]) => [
      id,
      { ...judged, findings: judged.findings.map((one) => ({ ...one, evidence: trace.events.slice(0, 1) })) },
    ]),
  ),
};

test('a result arrives in another process as it was, its evidence events of its trace', () => {
  const arrived = fromCrossing(deserialize(serialize(toCrossing(result))) as CaseCrossing);
  expect(traceToJsonl(arrived.trace)).toBe(traceToJsonl(trace));
  expect(arrived).toEqual(result);
  const { judgement, trace: ofTrace } = arrived;
  const findings = [...judgement.values()].flatMap((judged) => judged.findings);
  expect(findings.length).toBeGreaterThan(0);
  for (const { evidence } of findings) expect(evidence[0]).toBe(ofTrace.events[0]);
});
