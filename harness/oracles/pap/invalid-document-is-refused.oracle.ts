import { defineOracle } from '../define.ts';
import { isOnly } from '../defects.ts';
import { control, MARKER, posted, pushMessage, SUBMITTED, ADDRESS } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';

const UNKNOWN_ELEMENT = posted(control(pushMessage('push-id="1"', `<recipient/>${ADDRESS}`)));

/** A control entity with what its version's model does not have is refused, and nothing is submitted (PAP 8.1). */
export default defineOracle({
  requirement: 'PAP-SUB-012',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      // What later versions may add, or a document without a version, is not judged (AMB-33).
      applies: ({ pap }) => isOnly(pap, 'against the model') && ['1.0', '2.0'].includes(pap.control?.version ?? ''),
      expected: 'badmessage-response or push-response of class 2 or 3, nothing submitted',
      accepts: refusesWith(2, 3),
    }),
  accepts: [
    `${UNKNOWN_ELEMENT}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
    `# its own response, a general code of class 3 (AMB-31)
     ${UNKNOWN_ELEMENT}
     ppg > pi push-response push-id=1 code=3000
     ${MARKER}`,
  ],
  inconclusive: [
    `${UNKNOWN_ELEMENT}
     ppg > pi badmessage-response code=2000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${UNKNOWN_ELEMENT}
     ppg > pi push-response push-id=1 code=1001
     ${MARKER}`,
    `# refused, and submitted
     ${UNKNOWN_ELEMENT}
     ppg > pi badmessage-response code=2000
     ${SUBMITTED}`,
    `# an unknown attribute, two operations, a wrong order
     ${posted(control(pushMessage('push-id="1" push-prio="high"')))}
     ppg > pi push-response push-id=1 code=1001`,
  ],
});
