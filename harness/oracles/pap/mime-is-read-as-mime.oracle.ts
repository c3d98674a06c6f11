import { acceptedRequests } from '../acceptances.ts';
import { bodyLimit } from '../body-limit.ts';
import { defineOracle } from '../define.ts';
import { isUnusuallyPacked } from '../packaging.ts';

const CONTROL =
  "<pap><push-message push-id='1'><address address-value='WAPPUSH=+15550100001/TYPE=PLMN@h'/></push-message></pap>";
const PREAMBLE = `pi  > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=text ${JSON.stringify(
  `preamble\r\n--b\r\nContent-Type: application/xml\r\n\r\n${CONTROL}\r\n--b\r\nContent-Type: a/b\r\n\r\nx\r\n--b--\r\nepilogue`,
)}`;

/** MIME preamble and epilogue are ignored, header names read in any case, a boundary with and without quotes (RFC 2046). */
export default defineOracle({
  requirement: 'PAP-SUB-036',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    acceptedRequests(view, context, {
      applies: (request) => isUnusuallyPacked(request) && request.pap.http.body.length <= bodyLimit(context.profile),
      expected: 'the push accepted, however its parts are written',
      blames: ({ code, kind }) => ['2000', '2001', '3006'].includes(code) || kind === 'http' || kind === 'other',
    }),
  accepts: [
    `${PREAMBLE}
     ppg > pi push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `${PREAMBLE}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${PREAMBLE}
     ppg > pi badmessage-response code=2000`,
    `${PREAMBLE}
     ppg > pi http http-status=400`,
  ],
});
