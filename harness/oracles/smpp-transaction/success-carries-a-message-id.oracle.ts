import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { dueResult } from '../outcomes.ts';
import { found, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import { text } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'status 0 and a message_id field in the response to a push that was delivered';
const START = `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1`;

/** The response to a push that was delivered carries status 0 and a message_id, which may be empty (AMB-03). */
export default defineOracle({
  requirement: 'TXN-010',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view).flatMap((dispatch) => {
      const [response] = dispatch.submission.responses;
      if (response === undefined) return [];
      const evidence = storyOf(dispatch);
      const { pdu } = response.message;
      const status = statusOf(response);
      if (status !== 0) {
        const wasDue = dueResult(view, dispatch, profile) === 'success';
        return wasDue
          ? [found('fail', evidence, EXPECTED, `status 0x${status.toString(16)} after complete delivery`)]
          : [];
      }
      const hasId = pdu.hasBody && pdu.fields['message_id'] !== undefined;
      if (!hasId) return [found('fail', evidence, EXPECTED, 'status 0 without a message_id field')];
      const id = text(pdu, 'message_id');
      return [found('pass', evidence, EXPECTED, id === '' ? 'an empty message_id' : `message_id ${id}`)];
    }),
  accepts: [
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 message_id=1f`,
    `# empty
     ${START}
     smsc    > ppg     data_sm_resp    sequence_number=7`,
  ],
  rejects: [
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0 header_only`,
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe header_only`,
  ],
});
