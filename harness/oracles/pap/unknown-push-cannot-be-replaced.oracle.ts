import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { MARKER } from '../odd-examples.ts';
import { refusedRequests, refusesWith } from '../refusals.ts';
import { papRequests, type PapRequest } from '../requests.ts';
import type { View } from '../../trace/view.ts';

/** A push that is to replace one that nobody submitted is refused, and nothing is submitted (PAP 9.2, 9.14). */
export default defineOracle({
  requirement: 'PAP-SUB-034',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    refusedRequests(view, context, {
      applies: (request) => replacesUnknown(request, view),
      expected: 'a refusal (2004; without the feature 3011, 3001 or 2000), nothing submitted',
      accepts: refusesWith(2, 3),
    }),
  accepts: [
    `pi  > ppg push-message  push-id=2 replace-push-id=nobody address=+15550100001 content=text "content of 1"
     ppg > pi  push-response push-id=2 code=2004
     ${MARKER}`,
    `# without the feature (AMB-34)
     pi  > ppg push-message  push-id=2 replace-push-id=nobody address=+15550100001 content=text "content of 1"
     ppg > pi  badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=2 replace-push-id=nobody address=+15550100001 content=text "content of 1"
     ppg > pi  push-response push-id=2 code=2004
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg  push-message  push-id=2 replace-push-id=nobody address=+15550100001 content=text "content of 1"
     ppg > pi   push-response push-id=2 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "content of 1"`,
    `pi  > ppg  push-message  push-id=2 replace-push-id=nobody address=+15550100001 content=text "content of 1"
     ppg > pi   push-response push-id=2 code=1001
     ${MARKER}`,
  ],
});

function replacesUnknown({ event, pap }: PapRequest, view: View): boolean {
  const replaced = pap.control?.attributes['replace-push-id'];
  if (replaced === undefined || defectsOf(pap).size > 0) return false;
  return !papRequests(view).some((earlier) => earlier.event.seq < event.seq && earlier.pushId === replaced);
}
