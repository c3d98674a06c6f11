import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { nothingMoreComes } from '../order.ts';
import { asksForReports, reportFindings } from '../receipts.ts';

const START = `@0ms ppg > smsc submit_sm sequence_number=7 esm_class=0x02 registered_delivery=1 message_payload=pattern(60)
     smsc > ppg  submit_sm_resp sequence_number=7 message_id=0000001f`;

/** In transaction mode the response is the result: even a submission that asks for a receipt gets none. */
export default defineOracle({
  requirement: 'TXN-022',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all
      .filter(({ submission }) => asksForReports(submission))
      .flatMap(({ submission }) => {
        const last = submission.responses.at(-1) ?? submission.request;
        const isOver = nothingMoreComes(view, last, submission.to, all, profile.timers.transactionMs);
        return reportFindings(view, submission, isOver);
      });
  },
  accepts: [START],
  inconclusive: [
    `${START}
     smsc > ppg  deliver_sm     sequence_number=2 esm_class=0x04 receipted_message_id=nobody
     -- mirrored smsc --`,
  ],
  rejects: [
    `${START}
     smsc > ppg  deliver_sm     sequence_number=2 esm_class=0x04 receipted_message_id=0000001f`,
  ],
});
