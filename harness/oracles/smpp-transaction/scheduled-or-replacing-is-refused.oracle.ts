import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import { text, uint } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'a refusal of scheduled delivery or replacement in transaction mode, and nothing sent';
const SCHEDULED = `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 schedule_delivery_time=000000010000000R message_payload=P`;

/** Scheduled delivery and replacement do not go with transaction mode: our decision. */
export default defineOracle({
  requirement: 'TXN-021',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(
        ({ submission: { pdu } }) =>
          text(pdu, 'schedule_delivery_time') !== '' || uint(pdu, 'replace_if_present_flag') === 1,
      )
      .flatMap((dispatch) => {
        const [response] = dispatch.submission.responses;
        const sent = sendingsOf(dispatch).length;
        const evidence = storyOf(dispatch);
        if (sent > 0) return [found('fail', evidence, EXPECTED, `${sent} segments were sent`)];
        if (response === undefined) return [];
        const status = statusOf(response);
        return [found(status === 0 ? 'fail' : 'pass', evidence, EXPECTED, `status 0x${status.toString(16)}`)];
      }),
  accepts: [
    `${SCHEDULED}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x61 header_only`,
    `ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 replace_if_present_flag=1 message_payload=pattern(60)
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x42 header_only`,
  ],
  rejects: [
    `${SCHEDULED}
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `${SCHEDULED}
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
