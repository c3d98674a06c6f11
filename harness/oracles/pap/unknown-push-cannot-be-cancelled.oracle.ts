import { defineOracle } from '../define.ts';
import { operationsOf } from '../operations.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, said } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = '2004, or another code of class 2';

/** A cancellation of a push-id that nobody submitted is answered with a code of class 2 (2004 expected; PAP 9.14). */
export default defineOracle({
  requirement: 'PAP-CAN-002',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'cancel')
      .filter(({ push, request }) => push === null && request.pushId.startsWith('nobody'))
      .map(({ request }): Finding => {
        const lack = lackOfAnswer(request, view, context);
        const evidence = evidenceOfRequest(request);
        if (lack !== null) return { ...lack, evidence, expected: EXPECTED };
        const holds = request.answer.kind === 'refusal' && request.answer.class === 2;
        return { verdict: holds ? 'pass' : 'fail', evidence, expected: EXPECTED, actual: said(request.answer) };
      }),
  accepts: [
    `pi  > ppg cancel-message  push-id=nobody
     ppg > pi  cancel-response push-id=nobody code=2004`,
    `pi  > ppg cancel-message      push-id=nobody
     ppg > pi  badmessage-response code=2000`,
  ],
  inconclusive: [
    `pi  > ppg cancel-message  push-id=nobody
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg cancel-message  push-id=nobody
     ppg > pi  cancel-response push-id=nobody code=1000`,
    `pi  > ppg cancel-message  push-id=nobody
     ppg > pi  cancel-response push-id=nobody code=3001`,
    `pi  > ppg cancel-message  push-id=nobody`,
  ],
});
