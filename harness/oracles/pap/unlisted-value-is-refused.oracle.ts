import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { control, MARKER, posted, pushMessage, SUBMITTED, ADDRESS } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';

const URGENT = posted(control(pushMessage('push-id="1"', `${ADDRESS}<quality-of-service priority="urgent"/>`)));

/** An enumerated attribute with a value that is not listed is refused with a class 2 code, and nothing is submitted. */
export default defineOracle({
  requirement: 'PAP-SUB-015',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: ({ pap }) => isOnly(pap, 'value of no enumeration'),
      expected: 'a refusal of class 2, nothing submitted',
      accepts: refusesWith(2),
    }),
  accepts: [
    `${URGENT}
     ppg > pi push-response push-id=1 code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${URGENT}
     ppg > pi push-response push-id=1 code=2000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# taken for the default
     ${URGENT}
     ppg > pi push-response push-id=1 code=1001
     ${SUBMITTED}`,
    `${URGENT}
     ppg > pi push-response push-id=1 code=2000
     ${SUBMITTED}`,
  ],
});
