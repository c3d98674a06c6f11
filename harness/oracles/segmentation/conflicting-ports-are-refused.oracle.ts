import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { areInConflict } from '../port-conflict.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';

const RINVTLVVAL = 0xc4;
const EXPECTED = 'status 0xc4, and nothing sent';
const START = `let P = hex 06 05 04 0b84 23f0 + pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x42 destination_port=9200 message_payload=P`;

/** Ports in the header that are not those in the TLVs are refused: our decision, as both together are not allowed at all (AMB-04). */
export default defineOracle({
  requirement: 'SEG-023',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission }) => areInConflict(submission.pdu))
      .flatMap((dispatch) => {
        const sent = sendingsOf(dispatch).length;
        const [response] = dispatch.submission.responses;
        const evidence = storyOf(dispatch);
        if (sent > 0) return [found('fail', evidence, EXPECTED, `${sent} segments were sent`)];
        if (response === undefined) return [];
        const status = statusOf(response);
        return [found(status === RINVTLVVAL ? 'pass' : 'fail', evidence, EXPECTED, `status 0x${status.toString(16)}`)];
      }),
  accepts: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xc4 header_only`,
  ],
  rejects: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P[7..67]`,
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x45 header_only`,
  ],
});
