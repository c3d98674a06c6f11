import { defineOracle } from '../define.ts';
import { findingsOf, notCome, waiting, type Timed } from '../deadlines.ts';
import { dispatches } from '../groups.ts';
import { completeGroup, sendingsOf, storyOf } from '../sendings.ts';
import type { Finding } from '../../trace/finding.ts';

const START = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x64`;

/** When the predetermined time is over (or the attempts are used up) sending stops and the failure is returned. */
export default defineOracle({
  requirement: 'TXN-008',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) => {
    const said = dispatches(view).flatMap((dispatch): readonly (Finding | Timed)[] => {
      const { request, responses } = dispatch.submission;
      const { transactionMs } = profile.timers;
      if (sendingsOf(dispatch).length === 0) return [];
      const evidence = storyOf(dispatch);
      const what = 'the result of a push that could not be delivered';
      const [response] = responses;
      if (response !== undefined) {
        const tookUs = response.atUs - request.atUs;
        // A success in time is no occasion: the time never ran out.
        if (completeGroup(dispatch, response.seq) !== null && tookUs <= transactionMs * 1_000) return [];
        const lastUs = Math.max(...sendingsOf(dispatch).map((one) => one.request.atUs)) - request.atUs;
        const late = lastUs > transactionMs * 1_000;
        const sending = { tookUs: lastUs, limitMs: transactionMs, evidence, what: 'the last segment of such a push' };
        const answer = { tookUs, limitMs: transactionMs, evidence, what };
        return late ? [answer, sending] : [answer];
      }
      if (waiting(view, request, transactionMs * 1_000, request.connection) === 'cut off') return [];
      return [notCome(view, request, { limitMs: transactionMs, evidence, what })];
    });
    return findingsOf(said, view.header);
  },
  accepts: [
    `${START}
     @60000ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `# earlier, with the attempts used up
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `${START}
     -- ends at @50000ms --`,
    `# once, a little later than a live world's tolerance
     ${START}
     @75000ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only
     -- world live --`,
  ],
  rejects: [
    `${START}
     @60001ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     -- ends at @200000ms --`,
    `# answered in time, and sent again later
     ${START}
     @60000ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only
     @60100ms smsc > handset deliver_sm  sequence_number=2 short_message=P`,
  ],
});
