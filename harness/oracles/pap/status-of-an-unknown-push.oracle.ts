import { defineOracle } from '../define.ts';
import { operationsOf } from '../operations.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, said } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = '2004, or another code of class 2';

/** A status query for a push-id that nobody submitted is answered with a code of class 2 (2004 expected; PAP 9.14). */
export default defineOracle({
  requirement: 'PAP-QRY-002',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'statusquery')
      .filter(({ push, request }) => push === null && request.pushId.startsWith('nobody'))
      .map(({ request, results }): Finding => {
        const lack = lackOfAnswer(request, view, context);
        const evidence = evidenceOfRequest(request);
        if (lack !== null) return { ...lack, evidence, expected: EXPECTED };
        const holds = request.answer.kind === 'refusal' && request.answer.class === 2;
        const state = results[0]?.state ?? '';
        const actual = `${said(request.answer)}${state === '' ? '' : `, ${state}`}`;
        return { verdict: holds && state !== 'delivered' ? 'pass' : 'fail', evidence, expected: EXPECTED, actual };
      }),
  accepts: [
    `pi  > ppg statusquery-message  push-id=nobody
     ppg > pi  statusquery-response push-id=nobody message-state=unknown code=2004`,
    `pi  > ppg statusquery-message push-id=nobody
     ppg > pi  badmessage-response code=2000`,
  ],
  inconclusive: [
    `pi  > ppg statusquery-message  push-id=nobody
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg statusquery-message  push-id=nobody
     ppg > pi  statusquery-response push-id=nobody message-state=delivered code=1000`,
    `pi  > ppg statusquery-message  push-id=nobody
     ppg > pi  statusquery-response push-id=nobody message-state=unknown code=1000`,
  ],
});
