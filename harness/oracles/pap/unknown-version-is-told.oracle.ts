import { defineOracle } from '../define.ts';
import { lackOfAnswer } from '../refusals.ts';
import { posted, control, pushMessage } from '../odd-examples.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const FUTURE = posted(control(pushMessage('push-id="1"')).replaceAll('2.0', '9.9'));
const EXPECTED = 'badmessage-response 3002 (or the document processed)';

/** A document of a version that nobody has is answered with badmessage-response 3002, or processed (PAP 7, 9.12; AMB-33). */
export default defineOracle({
  requirement: 'PAP-SUB-027',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(({ pap }) => Number((pap.control?.version ?? '0').split('.')[0]) > 8)
      .map((request): Finding => {
        const lack = lackOfAnswer(request, view, context);
        const evidence = evidenceOfRequest(request);
        if (lack !== null) return { ...lack, evidence, expected: EXPECTED };
        const { kind, operation, code } = request.answer;
        const told = operation === 'badmessage-response' && ['3002', '3000'].includes(code);
        const verdict = told || kind === 'success' ? 'pass' : 'fail';
        return { verdict, evidence, expected: EXPECTED, actual: said(request.answer) };
      }),
  accepts: [
    `${FUTURE}
     ppg > pi badmessage-response code=3002`,
    `${FUTURE}
     ppg > pi push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `${FUTURE}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${FUTURE}
     ppg > pi push-response push-id=1 code=2000`,
    `${FUTURE}
     ppg > pi http http-status=500`,
  ],
});
