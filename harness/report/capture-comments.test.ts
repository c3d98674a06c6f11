import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { parseLadder } from '../trace/ladder.ts';
import type { JudgedFinding, Judgement } from '../trace/finding.ts';
import { captureComments } from './capture-comments.ts';
import { maskingOf } from './masking.ts';

const trace = parseLadder(`
  ppg  > smsc submit_sm      sequence_number=7
  smsc > ppg  submit_sm_resp sequence_number=7
  smsc > ppg  submit_sm_resp sequence_number=7`);

const mask = (number: string): string => `${number.slice(0, 4)}*****${number.slice(-2)}`;

function finding(requirement: string, verdict: JudgedFinding['verdict'], seqs: readonly number[]): JudgedFinding {
  return {
    requirement,
    party: 'smsc',
    verdict,
    expected: 'one response for 15550100001',
    actual: `${seqs.length - 1} response(s)`,
    evidence: trace.events.filter(({ seq }) => seqs.includes(seq)),
  };
}

function judgementOf(...findings: readonly JudgedFinding[]): Judgement {
  return new Map(findings.map((one) => [one.requirement, { verdict: one.verdict, findings: [one], reason: null }]));
}

test('a frame says which verdicts rest on it, the failed one first, and no number in full', () => {
  const judgement = judgementOf(finding('SEG-002', 'pass', [1]), finding('STP-08d', 'fail', [1, 3, 5]));
  const comments = captureComments({ judgement }, maskingOf(trace, mask));
  assert.deepEqual([...comments.keys()].sort(), [1, 3, 5]);
  const told = 'STP-08d fail: expected one response for 1555*****01; actual 2 response(s)';
  expect([...comments.values()]).toEqual([
    [told, 'SEG-002 pass: expected one response for 1555*****01; actual 0 response(s)'],
    [told],
    [told],
  ]);
});

test('what is said twice of a frame stands there once, and a frame has at most 24 comments', () => {
  const many = Array.from({ length: 40 }, (_, at) => finding(`X-${at}`, 'pass', [1]));
  const judgement = judgementOf(...many, finding('STP-08d', 'fail', [1]));
  const comments = captureComments({ judgement }, maskingOf(trace, mask)).get(1) ?? [];
  assert.ok(comments[0]?.startsWith('STP-08d fail: '));
  expect(comments).toHaveLength(24);
});
