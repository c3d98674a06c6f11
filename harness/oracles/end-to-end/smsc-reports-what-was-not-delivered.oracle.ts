import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { nothingMoreComes } from '../order.ts';
import { completeGroup, found, sendingsOf, storyOf, undelivered } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a non-zero status, as a segment was not delivered';
const START = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`;

/** When a segment was not delivered within the time the SMSC returns a submission failure: its half of claim 4. */
export default defineOracle({
  requirement: 'CLM-4',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch) => judged(view, dispatch, all, profile));
  },
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `# any status but 0, when the time is over
     ${START}
     @60000ms smsc > ppg submit_sm_resp sequence_number=7 status=0x08 header_only`,
  ],
  inconclusive: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `${START}
     @60000ms smsc > ppg submit_sm_resp sequence_number=7
     -- ends at @200000ms --`,
  ],
});

function judged(view: View, dispatch: Dispatch, all: readonly Dispatch[], { timers }: Profile): readonly Finding[] {
  const [response] = dispatch.submission.responses;
  if (response === undefined || sendingsOf(dispatch).length === 0) return [];
  const evidence = storyOf(dispatch);
  if (statusOf(response) !== 0) {
    const isPartial = undelivered(dispatch, response.seq).length > 0;
    return isPartial ? [found('pass', evidence, EXPECTED, `status 0x${statusOf(response).toString(16)}`)] : [];
  }
  // Success that only came too early is CLM-3's matter.
  if (completeGroup(dispatch) !== null) return [];
  const missing = undelivered(dispatch).length;
  if (missing === 0) return [];
  const actual = `success, and ${missing} of the segments sent were never acknowledged`;
  // A segment that was refused has failed; for one that is unanswered the answer may still come.
  const isOver =
    undelivered(dispatch).some(({ answer }) => answer !== null && answer.seq < response.seq) ||
    nothingMoreComes(view, response, dispatch.submission.to, all, timers.transactionMs);
  return [
    found(isOver ? 'fail' : 'inconc', evidence, EXPECTED, isOver ? actual : `${actual} so far; observe for longer`),
  ];
}
