import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { control, MARKER, posted, pushMessage, SUBMITTED } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';

const NO_ADDRESS_VALUE = posted(control(pushMessage('push-id="1"', '<address/>')));

/** A push without push-id or without address-value is refused with a class 2 code, and nothing is submitted. */
export default defineOracle({
  requirement: 'PAP-SUB-014',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: ({ pap }) => isOnly(pap, 'attribute missing'),
      expected: 'a refusal of class 2, nothing submitted',
      accepts: refusesWith(2),
    }),
  accepts: [
    `${posted(control(pushMessage('')))}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
    `# an address error may be more specific (AMB-31)
     ${NO_ADDRESS_VALUE}
     ppg > pi push-response push-id=1 code=2002
     ${MARKER}`,
  ],
  inconclusive: [
    `${NO_ADDRESS_VALUE}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# taken with an empty id
     ${posted(control(pushMessage('')))}
     ppg > pi push-response push-id="" code=1001
     ${SUBMITTED}`,
    `# no answer any more
     ${NO_ADDRESS_VALUE}`,
    `${NO_ADDRESS_VALUE}
     ppg > pi badmessage-response code=3000
     ${MARKER}`,
  ],
});
