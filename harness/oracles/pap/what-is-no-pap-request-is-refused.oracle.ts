import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { MARKER, postedBare } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';
import type { PapRequest } from '../requests.ts';

const HTML = postedBare('<html><body>WAPPUSH=+15550100001/TYPE=PLMN</body></html>');

/** A root that is not pap, or a response sent as a request, is refused by a PAP document or HTTP 4xx (PAP 9.12). */
export default defineOracle({
  requirement: 'PAP-BAD-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: isNoRequest,
      expected: 'a PAP refusal (badmessage-response 2000 expected) or HTTP 4xx',
      accepts: ({ kind, status }) => kind === 'refusal' || (kind === 'http' && status < 500),
    }),
  accepts: [
    `${HTML}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
    `${HTML}
     ppg > pi http http-status=415
     ${MARKER}`,
  ],
  inconclusive: [
    `${HTML}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${HTML}
     ppg > pi http http-status=202
     ${MARKER}`,
    `${HTML}
     ppg > pi http http-status=500
     ${MARKER}`,
    `# a success code for a response
     ${postedBare('<pap><push-response push-id="1" sender-name="WAPPUSH=+15550100001/TYPE=PLMN"><response-result code="1001"/></push-response></pap>')}
     ppg > pi push-response push-id=1 code=1001
     ${MARKER}`,
  ],
});

function isNoRequest({ event, pap }: PapRequest): boolean {
  const isResponse = event.message.name.endsWith('-response') && (pap.control?.problems.length ?? 1) === 0;
  return isOnly(pap, 'no pap') || isResponse;
}
