import { defineOracle } from '../define.ts';
import { findingsOf, notCome, punctuality, waiting, type Timed } from '../deadlines.ts';
import { dispatches, type Dispatch, type Transmission } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';
import { isToHandsets, statusOf } from '../submissions.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const START = `smsc ! handset closed
     @0ms ppg > smsc submit_sm sequence_number=7 esm_class=0x02 message_payload=pattern(60)`;

/** A push to a handset that cannot be reached is answered with a failure within the predetermined time. */
export default defineOracle({
  requirement: 'TXN-018',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) => {
    const said = dispatches(view)
      .filter((dispatch) => isSilent(dispatch, profile) || isUnreachable(view, dispatch, profile))
      .flatMap((dispatch): readonly (Finding | Timed)[] => {
        const { request, responses } = dispatch.submission;
        const { transactionMs } = profile.timers;
        const evidence = [request, ...responses];
        const what = 'a failure, as the handset cannot be reached,';
        const expected = `${what} within ${transactionMs} ms`;
        const [response] = responses;
        if (response === undefined) {
          if (waiting(view, request, transactionMs * 1_000, request.connection) === 'cut off') return [];
          return [notCome(view, request, { limitMs: transactionMs, evidence, what })];
        }
        const tookUs = response.atUs - request.atUs;
        if (statusOf(response) === 0) {
          if (sendingsOf(dispatch).length === 0 || isSilent(dispatch, profile))
            return [found('fail', evidence, expected, 'success')];
          // It came back when the time was over: within the tolerance of a live world that is nobody's fault.
          if (punctuality(tookUs, transactionMs, view.header) === 'in time') return [];
        }
        return [{ tookUs, limitMs: transactionMs, evidence, what }];
      });
    return findingsOf(said, view.header);
  },
  accepts: [
    `# there, and silent
     let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @60000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
    `${START}
     smsc > ppg submit_sm_resp sequence_number=7 status=0x0b header_only`,
    `# having waited for it (AMB-12)
     ${START}
     @60000ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     -- ends at @50000ms --`,
    `${START}
     -- ends at @50000ms --`,
  ],
  rejects: [
    `${START}
     smsc > ppg submit_sm_resp sequence_number=7`,
    `# when it came back, long after the time
     ${START}
     @90000ms smsc ! handset opened
     smsc    > handset deliver_sm      sequence_number=1 short_message=pattern(60)
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc > ppg submit_sm_resp sequence_number=7`,
    `${START}
     -- ends at @300000ms --`,
    `${START}
     @60001ms smsc > ppg submit_sm_resp sequence_number=7 status=0xfe header_only`,
  ],
});

/** Whatever was sent in time, nothing was answered in time: to the SMSC that handset is not there. */
function isSilent(dispatch: Dispatch, { timers }: Profile): boolean {
  const { request, responses } = dispatch.submission;
  const untilUs = request.atUs + timers.transactionMs * 1_000;
  const sent = sendingsOf(dispatch).filter((one) => one.request.atUs <= untilUs);
  const isAnswered = ({ answer }: Transmission): boolean =>
    answer !== null && answer.atUs <= untilUs && answer.seq < (responses[0]?.seq ?? Infinity);
  return sent.length > 0 && !sent.some(isAnswered);
}

/** A number that the profile names as such, or one whose session with the SMSC was gone until the response or the end of the time. */
function isUnreachable(view: View, dispatch: Dispatch, { steering, timers }: Profile): boolean {
  const { submission } = dispatch;
  const untilUs = submission.request.atUs + timers.transactionMs * 1_000;
  if (sendingsOf(dispatch).some(({ request }) => request.atUs <= untilUs)) return false;
  if ([...(steering?.absent ?? []), ...(steering?.unknown ?? [])].includes(submission.to)) return true;
  const until = submission.responses[0]?.seq ?? Number.POSITIVE_INFINITY;
  const open = new Set<string>();
  let wasOpen = false;
  for (const { kind, pco, connection, seq, atUs } of view.events) {
    if (seq > until || atUs > untilUs) break;
    if (!isToHandsets(pco)) continue;
    if (kind === 'closed') open.delete(connection);
    else open.add(connection);
    wasOpen = true;
    if (seq > submission.request.seq && open.size > 0) return false;
  }
  return wasOpen && open.size === 0;
}
