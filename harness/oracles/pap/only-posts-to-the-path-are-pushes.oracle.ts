import { defineOracle } from '../define.ts';
import { MARKER, posted, control, pushMessage, SUBMITTED } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';
import { isElsewhere } from '../requests.ts';

const ELSEWHERE = posted(control(pushMessage('push-id="1"'))).replace('method=POST', 'method=POST target=/other');
const GOT = 'pi > ppg http method=GET target="/pap?to=WAPPUSH=+15550100001/TYPE=PLMN"';

/** What comes to another path, or with another method than POST, is not taken as a push. */
export default defineOracle({
  requirement: 'PAP-SUB-033',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: (request) => request.pap.http.problems.length === 0 && isElsewhere(request, context.profile),
      expected: 'HTTP 4xx or 5xx, or badmessage-response; nothing submitted',
      // A PAP refusal in an HTTP one is PAP-SUB-010's matter.
      accepts: ({ kind, operation }, { event }) =>
        kind === 'http' ||
        kind === 'refusal' ||
        // A page for people at GET is no push.
        (event.message.pap.http.method !== 'POST' && kind === 'other' && operation === ''),
    }),
  accepts: [
    `${ELSEWHERE}
     ppg > pi http http-status=404
     ${MARKER}`,
    `${GOT}
     ppg > pi http http-status=405 header="Allow: POST"
     ${MARKER}`,
    `${ELSEWHERE}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${ELSEWHERE}
     ppg > pi http http-status=404
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${ELSEWHERE}
     ppg > pi push-response push-id=1 code=1001
     ${MARKER}`,
    `${ELSEWHERE}
     ppg > pi http http-status=404
     ${SUBMITTED}`,
    `${GOT}
     ppg > pi push-response push-id=1 code=1001
     ${MARKER}`,
  ],
});
