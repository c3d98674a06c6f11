import { defineOracle } from '../define.ts';
import { timedFindings, type Timed } from '../deadlines.ts';
import { dispatches, indexOf, type Dispatch, type Transmission } from '../groups.ts';
import { handsetLinkLost, refusedForNow, sendingsOf } from '../sendings.ts';
import type { Profile } from '../../core/profile.ts';
import type { View } from '../../trace/view.ts';

const START = `let P = pattern(300)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     @10ms handset > smsc deliver_sm_resp sequence_number=1 status=0x64`;

/** A segment that failed for a temporary cause at a reachable handset is resent within retryMs, not counting what other segments of its group took. */
export default defineOracle({
  requirement: 'STP-07',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) =>
    timedFindings(
      dispatches(view).flatMap((dispatch) => repeats(view, dispatch, profile)),
      view.header,
    ),
  accepts: [
    `${START}
     @1010ms smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]`,
    `# in rounds: the second took its time
     ${START}
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     @3000ms handset > smsc deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=1/3 reference=5 ud=P[0..128]`,
  ],
  inconclusive: [
    `${START}
     @1400ms smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     -- world live --`,
  ],
  rejects: [
    `${START}
     @1011ms smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]`,
    `# by the ordinary schedule
     ${START}
     @58000ms smsc > handset deliver_sm sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     -- world live --`,
  ],
});

/** Every resend of a segment that was refused for now, or not answered where the profile states how long the SMSC waits. */
function repeats(view: View, dispatch: Dispatch, { timers, statedTimers }: Profile): readonly Timed[] {
  const sent = sendingsOf(dispatch);
  const silenceUs = statedTimers.includes('ackMs') ? timers.ackMs * 1_000 : Number.POSITIVE_INFINITY;
  const failedUs = (one: Transmission): number =>
    one.answer === null ? one.request.atUs + silenceUs : one.answer.atUs;
  return sent
    .filter((one) => refusedForNow(one) || (one.answer === null && Number.isFinite(silenceUs)))
    .flatMap((failed) => {
      const again = sent.find((one) => indexOf(one) === indexOf(failed) && one.request.seq > failed.request.seq);
      if (again === undefined || handsetLinkLost(view, failed.request.seq, again.request.seq)) return [];
      const fromUs = failedUs(failed);
      const others = sent.filter((one) => indexOf(one) !== indexOf(failed));
      const outstandingUs = covered(
        others.map((one) => [one.request.atUs, failedUs(one)]),
        fromUs,
        again.request.atUs,
      );
      const tookUs = Math.max(0, again.request.atUs - fromUs - outstandingUs);
      const evidence = [failed.answer ?? failed.request, again.request];
      return [{ tookUs, limitMs: timers.retryMs, evidence, what: `segment ${indexOf(failed)} again` }];
    });
}

/** How much of a stretch of time these spans cover together. */
function covered(spans: readonly (readonly [number, number])[], fromUs: number, toUs: number): number {
  let sum = 0;
  let reached = fromUs;
  for (const [begin, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const [start, stop] = [Math.max(begin, reached), Math.min(end, toUs)];
    if (stop <= start) continue;
    sum += stop - start;
    reached = stop;
  }
  return sum;
}
