import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, storyOf, undelivered } from '../sendings.ts';
import { statusOf } from '../submissions.ts';

const EXPECTED = 'a response with a non-zero status';
const START = `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** The response to a push of which a segment failed carries a non-zero status. */
export default defineOracle({
  requirement: 'TXN-011',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const [response] = dispatch.submission.responses;
      if (response === undefined) return [];
      // Failed by the time of the response: refused and not taken since, or still without an answer.
      const failed = undelivered(dispatch, response.seq).filter(
        (one) => statusOf(response) !== 0 || (one.answer !== null && one.answer.seq < response.seq),
      );
      if (failed.length === 0) return [];
      const status = statusOf(response);
      return [found(status === 0 ? 'fail' : 'pass', storyOf(dispatch), EXPECTED, `status 0x${status.toString(16)}`)];
    }),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `# whatever it is
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     generic_nack    sequence_number=7 status=0x08`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     data_sm_resp    sequence_number=7`,
    `# the second of two
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
