import { defineOracle } from '../define.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'HTTP 202, whatever the PAP document says';

/** PAP-level answers, refusals too, travel with HTTP 202 (PAP 10). */
export default defineOracle({
  requirement: 'PAP-SUB-039',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view)
      .filter(({ answer }) => answer.operation !== '' && answer.status >= 200 && answer.status < 300)
      .map((request): Finding => {
        const { answer } = request;
        return {
          verdict: answer.status === 202 ? 'pass' : 'fail',
          evidence: evidenceOfRequest(request),
          expected: EXPECTED,
          actual: `${said(answer)} in HTTP ${answer.status}`,
        };
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=2007`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001 http-status=200`,
  ],
});
