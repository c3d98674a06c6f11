import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { lateSegments } from '../order.ts';
import { failureOf, sendingsOf } from '../sendings.ts';

const START = `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]`;

/** After the failure response no further segment of the push is sent; those sent before it are legal (AMB-08). */
export default defineOracle({
  requirement: 'DSC-01',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch) => {
      const failure = failureOf(dispatch.submission);
      if (failure === null || sendingsOf(dispatch).length === 0) return [];
      return lateSegments(view, dispatch, failure, all, profile.timers.transactionMs);
    });
  },
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `# the others went out before the failure was known
     ${START}
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..300]
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..300]`,
  ],
});
