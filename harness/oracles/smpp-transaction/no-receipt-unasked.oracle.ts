import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { nothingMoreComes } from '../order.ts';
import { asksForReports, reportFindings } from '../receipts.ts';

const START = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7 message_id=0000001f`;

/** A submission that asks for no status report gets none; an alert_notification is none. */
export default defineOracle({
  requirement: 'STP-08b',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all
      .filter(({ submission }) => !asksForReports(submission))
      .flatMap(({ submission }) => {
        const last = submission.responses.at(-1) ?? submission.request;
        const isOver = nothingMoreComes(view, last, submission.to, all, profile.timers.transactionMs);
        return reportFindings(view, submission, isOver);
      });
  },
  accepts: [
    START,
    `# no report
     ${START}
     smsc    > ppg     alert_notification sequence_number=2`,
    `# that of another message to the same number, which asked for it
     ppg     > smsc    submit_sm       sequence_number=6 esm_class=0x03 registered_delivery=1 message_payload=hex 41
     smsc    > ppg     submit_sm_resp  sequence_number=6 message_id=0000001e
     ${START.replace('@0ms ', '')}
     smsc    > ppg     deliver_sm      sequence_number=2 esm_class=0x04 receipted_message_id=0000001e`,
  ],
  inconclusive: [
    `# whose, is not said, and it may be left over
     ${START}
     smsc    > ppg     deliver_sm      sequence_number=2 esm_class=0x04 short_message=hex 41
     -- mirrored smsc --`,
  ],
  rejects: [
    `${START}
     smsc    > ppg     deliver_sm      sequence_number=2 esm_class=0x04 receipted_message_id=0000001f`,
    `# by its decimal number, in the text
     ${START}
     smsc    > ppg     deliver_sm      sequence_number=2 esm_class=0x04 short_message=text "id:31 stat:DELIVRD"
     -- mirrored smsc --`,
    `# an intermediate notification before the response
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=pattern(60)
     smsc    > ppg     deliver_sm      sequence_number=2 esm_class=0x20 short_message=hex 41
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
});
