import { defineOracle } from '../define.ts';
import { punctuality, waitedFor, waiting } from '../deadlines.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { dueResult } from '../outcomes.ts';
import { completeGroup, found, handsetLinkLost, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'success, answered when every segment had been acknowledged in time';
const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`;

/** When all segments were delivered within the time the SMSC confirms that to the PPG: its half of claim 3. */
export default defineOracle({
  requirement: 'CLM-3',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => dispatches(view).flatMap((dispatch) => judged(view, dispatch, profile)),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `# acknowledged when the SMSC may have given the segment up
     ${START}
     @500ms handset > smsc deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# before the last
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     -- ends at @200000ms --`,
  ],
});

function judged(view: View, dispatch: Dispatch, profile: Profile): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const evidence = storyOf(dispatch);
  const [response] = responses;
  const due = dueResult(view, dispatch, profile);
  if (response === undefined) {
    if (due !== 'success') return [];
    const { transactionMs } = profile.timers;
    if (waiting(view, request, transactionMs * 1_000, request.connection) === 'cut off') return [];
    return waitedFor(view, request.atUs, transactionMs)
      ? [found('fail', evidence, EXPECTED, 'no response')]
      : [found('inconc', evidence, EXPECTED, 'no response while it was observed')];
  }
  const isSuccess = statusOf(response) === 0;
  if (due === 'success' || due === 'either') {
    if (isSuccess) return confirmed(dispatch, view, profile);
    const actual = `status 0x${statusOf(response).toString(16)}`;
    if (due === 'success') return [found('fail', evidence, EXPECTED, actual)];
    // With the handset gone in between the group may be failed (TXN-025), whatever came of it afterwards.
    if (handsetLinkLost(view, request.seq, response.seq)) return [];
    return [
      found(
        'inconc',
        evidence,
        EXPECTED,
        `${actual}; whether the acknowledgements were in time is the SMSC's knowledge`,
      ),
    ];
  }
  const later = isSuccess && completeGroup(dispatch) !== null;
  return later ? [found('fail', evidence, EXPECTED, 'success before the last acknowledgement')] : [];
}

/** Success counts when it is not later than the predetermined time. */
function confirmed({ submission, groups }: Dispatch, view: View, { timers }: Profile): readonly Finding[] {
  const [response] = submission.responses;
  if (response === undefined) return [];
  const evidence = [
    submission.request,
    ...groups.flatMap((group) => group.transmissions.map((one) => one.answer ?? one.request)),
    response,
  ];
  const isInTime =
    punctuality(response.atUs - submission.request.atUs, timers.transactionMs, view.header) === 'in time';
  return isInTime ? [found('pass', evidence, EXPECTED, 'so it was')] : [];
}
