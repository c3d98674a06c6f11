import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { control, MARKER, posted, pushMessage } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';

const UNCLOSED = posted(control(pushMessage('push-id="1"')).replace('</pap>', ''));

/** A control entity that is not well-formed is answered by badmessage-response, or the operation's own response, of class 2. */
export default defineOracle({
  requirement: 'PAP-SUB-013',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: ({ pap }) => isOnly(pap, 'not well-formed'),
      expected: 'badmessage-response of class 2',
      accepts: ({ kind, class: digit }) => kind === 'refusal' && digit === 2,
    }),
  accepts: [
    `${UNCLOSED}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${UNCLOSED}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${UNCLOSED}
     ppg > pi http http-status=500
     ${MARKER}`,
    `${UNCLOSED.replace('pi > ppg http', 'pi > ppg http connection=c')}
     ppg ! pi closed connection=c pco=pap`,
    `${UNCLOSED}
     ppg > pi badmessage-response code=3000
     ${MARKER}`,
  ],
});
