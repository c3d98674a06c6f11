import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { lateSegments } from '../order.ts';

const START = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2`;

/** After the response nothing of the push is sent any more. */
export default defineOracle({
  requirement: 'TXN-014',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch) => {
      const [response] = dispatch.submission.responses;
      return response === undefined ? [] : lateSegments(view, dispatch, response, all, profile.timers.transactionMs);
    });
  },
  accepts: [
    `${START} status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `# read at two sockets almost at once
     ${START} status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     -- mirrored smsc --`,
  ],
  rejects: [
    `# another attempt after the failure
     ${START} status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
    `${START} status=0x64
     @1000ms smsc > ppg submit_sm_resp   sequence_number=7 status=0xfe header_only
     @2000ms smsc > handset deliver_sm   sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     -- mirrored smsc --`,
    `# after success
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
  ],
});
