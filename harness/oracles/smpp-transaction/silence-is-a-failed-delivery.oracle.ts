import { defineOracle } from '../define.ts';
import { findingsOf, notCome, type Timed } from '../deadlines.ts';
import { dispatches, indexOf, type Dispatch, type Transmission } from '../groups.ts';
import { failureOf, found, handsetLinkLost, sendingsOf } from '../sendings.ts';
import { isToHandsets, statusOf } from '../submissions.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a segment that is not answered goes out again, or its group ends as failed';
const START = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** Silence counts as a failed delivery: within the predetermined time there is a resend or a failure. */
export default defineOracle({
  requirement: 'TXN-007',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) =>
    findingsOf(
      dispatches(view).flatMap((dispatch) =>
        sendingsOf(dispatch)
          .filter(({ answer }) => answer === null)
          .flatMap((silent) => judged(view, dispatch, silent, profile)),
      ),
      view.header,
    ),
  accepts: [
    `${START}
     @5000ms smsc > handset deliver_sm sequence_number=2 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `${START}
     @60000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `${START}
     -- ends at @50000ms --`,
  ],
  rejects: [
    `${START}
     -- ends at @200000ms --`,
    `# taken for a yes
     ${START}
     @5000ms smsc > ppg submit_sm_resp  sequence_number=7`,
    `${START}
     @70000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
  ],
});

function judged(
  view: View,
  dispatch: Dispatch,
  silent: Transmission,
  { timers }: Profile,
): readonly (Finding | Timed)[] {
  const { request, responses } = dispatch.submission;
  const again = sendingsOf(dispatch).find(
    (one) => indexOf(one) === indexOf(silent) && one.request.seq > silent.request.seq,
  );
  const failure = failureOf(dispatch.submission);
  const next = [again?.request, failure]
    .filter((event) => event !== undefined && event !== null)
    .filter(({ seq }) => seq > silent.request.seq)
    .sort((a, b) => a.seq - b.seq)[0];
  if (next !== undefined) {
    const tookUs = next.atUs - silent.request.atUs;
    const what = isToHandsets(next.pco) ? 'the segment again' : 'the failure of its group';
    return [{ tookUs, limitMs: timers.transactionMs, evidence: [silent.request, next], what }];
  }
  const [response] = responses;
  const evidence = [request, silent.request, ...responses];
  if (response !== undefined && response.seq > silent.request.seq && statusOf(response) === 0)
    return [found('fail', evidence, EXPECTED, 'success was answered')];
  const end = view.events.at(-1)?.seq ?? 0;
  if (response !== undefined || handsetLinkLost(view, silent.request.seq, end + 1)) return [];
  return [notCome(view, silent.request, { limitMs: timers.transactionMs, evidence, what: 'a resend or a failure' })];
}
