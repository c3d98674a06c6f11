import { defineOracle } from '../define.ts';
import { control, MARKER, postedBare, pushMessage } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';

const BARE = postedBare(control(pushMessage('push-id="1"')));

/** A push without a content part is refused with a class 2 code, and nothing is submitted (PAP 8.1). */
export default defineOracle({
  requirement: 'PAP-SUB-021',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: ({ event, pap: { control, content, problems } }) =>
        event.message.name === 'push-message' &&
        content === null &&
        control?.problems.length === 0 &&
        problems.length === 0,
      expected: 'a refusal of class 2, nothing submitted',
      accepts: refusesWith(2),
    }),
  accepts: [
    `${BARE}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
    `${BARE}
     ppg > pi push-response push-id=1 code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${BARE}
     ppg > pi push-response push-id=1 code=2000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${BARE}
     ppg > pi push-response push-id=1 code=1001
     ppg > smsc submit_sm sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 02 be 00`,
    `${BARE}
     ppg > pi push-response push-id=1 code=3000
     ${MARKER}`,
  ],
});
