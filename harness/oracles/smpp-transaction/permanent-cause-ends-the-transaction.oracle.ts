import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, refusedForGood, sendingsOf, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';

const DELIVERY_FAILURE = 0xfe;
const EXPECTED = 'status 0xfe at once, and nothing more of the push';
const START = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65`;

/** A permanent cause ends the transaction at once with 0xFE: our decision, as 23.040 leaves the class to the SC (AMB-56). */
export default defineOracle({
  requirement: 'TXN-009',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const refused = sendingsOf(dispatch).find(refusedForGood);
      const refusal = refused?.answer;
      if (refusal === undefined || refusal === null) return [];
      const evidence = storyOf(dispatch);
      const after = sendingsOf(dispatch).filter(({ request }) => request.seq > refusal.seq).length;
      if (after > 0) return [found('fail', evidence, EXPECTED, `${after} more segments were sent`)];
      const [response] = dispatch.submission.responses;
      if (response === undefined) return [];
      const status = statusOf(response);
      return [
        found(status === DELIVERY_FAILURE ? 'pass' : 'fail', evidence, EXPECTED, `status 0x${status.toString(16)}`),
      ];
    }),
  accepts: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  rejects: [
    `# one more attempt
     ${START}
     smsc    > handset deliver_sm      sequence_number=2 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x45 header_only`,
  ],
});
