import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { between, rivals } from '../neighbours.ts';
import { eventsOf, found } from '../sendings.ts';

const EXPECTED = 'no other message to the same handset between the first and the last segment of a group';
const TWO = `let R = pattern(400)
     let P = R[0..200]
     let Q = R[200..400]
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     ppg     > smsc    submit_sm       sequence_number=8 esm_class=0x02 message_payload=Q
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1`;

/** Between the first transmissions of a group's first and last segment nothing else goes to that handset. */
export default defineOracle({
  requirement: 'TXN-002',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) =>
      dispatch.groups
        .filter(({ total }) => total > 1)
        .flatMap((group) => {
          const { request } = dispatch.submission;
          const strangers = between(view, dispatch, group);
          const evidence = [request, ...eventsOf(group.transmissions), ...eventsOf(strangers)];
          if (strangers.length > 0)
            return [found('fail', evidence, EXPECTED, `${strangers.length} of another message in between`)];
          const waiting = rivals(view, dispatch, group);
          if (waiting.length === 0) return [];
          const others = waiting.map((other) => other.request);
          return [found('pass', [...evidence, ...others], EXPECTED, `none, though ${waiting.length} waited`)];
        }),
    ),
  accepts: [
    `${TWO}
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=1/2 reference=6 ud=Q[0..128]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=6 ud=Q[128..200]
     handset > smsc    deliver_sm_resp sequence_number=4`,
    `# a repetition may come after what followed the group (AMB-07)
     ${TWO}
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 short_message=hex 41 42 43
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=5 ud=P[128..200]`,
  ],
  rejects: [
    `# a segment of the other push
     ${TWO}
     smsc    > handset deliver_sm      sequence_number=2 segment=1/2 reference=6 ud=Q[0..128]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=3`,
    `# a short message that nobody of ours submitted
     ${TWO}
     smsc    > handset deliver_sm      sequence_number=2 source_addr=15559999 short_message=hex 41 42 43
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
  ],
});
