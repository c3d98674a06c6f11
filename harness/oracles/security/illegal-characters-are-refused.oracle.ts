import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { control, MARKER, posted, pushMessage, SUBMITTED } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';

const BAD_UTF_8 = posted(control(pushMessage('push-id="1" source-reference="@@"'))).replace(
  '@@',
  '" + hex ff fe + text "',
);

/** NUL, characters that XML has not and octets that are no UTF-8 in the control entity are refused, and nothing is submitted. */
export default defineOracle({
  requirement: 'SEC-007',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: ({ pap }) => isOnly(pap, 'characters'),
      expected: 'a refusal (2000 expected), nothing submitted',
      accepts: ({ kind, status }) => kind === 'refusal' || (kind === 'http' && status < 500),
    }),
  accepts: [
    `${BAD_UTF_8}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${BAD_UTF_8}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${BAD_UTF_8}
     ppg > pi push-response push-id=1 code=1001
     ${SUBMITTED}`,
    `${BAD_UTF_8}
     ppg > pi http http-status=500
     ${MARKER}`,
  ],
});
