import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { nothingMoreComes } from '../order.ts';
import { failureOf, found, sendingsOf, storyOf } from '../sendings.ts';

const EXPECTED = 'no second response when a segment is acknowledged after the failure';
const START = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @60000ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only
     handset > smsc    deliver_sm_resp sequence_number=1`;

/** There is one response, even when an acknowledgement arrives after the failure. */
export default defineOracle({
  requirement: 'TXN-013',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch) => {
      const { responses, to } = dispatch.submission;
      const failure = failureOf(dispatch.submission);
      if (failure === null) return [];
      const late = sendingsOf(dispatch).find(({ answer }) => answer !== null && answer.seq > failure.seq)?.answer;
      if (late === undefined || late === null) return [];
      const evidence = storyOf(dispatch);
      if (responses.length > 1) return [found('fail', evidence, EXPECTED, `${responses.length} responses`)];
      return nothingMoreComes(view, late, to, all, profile.timers.transactionMs)
        ? [found('pass', evidence, EXPECTED, 'one response')]
        : [];
    });
  },
  accepts: [START],
  rejects: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
