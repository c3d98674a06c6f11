import { defineOracle } from '../define.ts';
import { timedFindings, type Timed } from '../deadlines.ts';
import { dispatches, indexOf, type Dispatch } from '../groups.ts';
import { handsetLinkLost, sendingsOf } from '../sendings.ts';
import type { Profile } from '../../core/profile.ts';
import type { View } from '../../trace/view.ts';

const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     @10ms handset > smsc deliver_sm_resp sequence_number=1`;
const second = (at: number): string =>
  `@${at}ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`;

/** From the outcome of one segment to the next transmission of the group there are at most gapMs. */
export default defineOracle({
  requirement: 'TXN-003',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) =>
    timedFindings(
      dispatches(view).flatMap((dispatch) => pauses(view, dispatch, profile)),
      view.header,
    ),
  accepts: [
    `${START}
     ${second(1010)}`,
    `# sent before the outcome of the first was known
     let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# within the tolerance of a live world
     ${START}
     ${second(1300)}
     -- world live --`,
  ],
  inconclusive: [
    `# once, a little
     ${START}
     ${second(1400)}
     -- world live --`,
  ],
  rejects: [
    `${START}
     ${second(1011)}`,
    `# a scheduler that looks every five seconds
     ${START}
     ${second(5010)}
     -- world live --`,
  ],
});

/** Each pause before another transmission of the group, from the latest outcome before it. */
function pauses(view: View, dispatch: Dispatch, { timers, statedTimers }: Profile): readonly Timed[] {
  const sent = sendingsOf(dispatch);
  return sent.slice(1).flatMap((next, at) => {
    const before = sent.slice(0, at + 1);
    // Until ackMs is over an unanswered segment has no outcome; when it is, only the SMSC's vendor knows.
    const outcomes = before.map(({ request, answer }) => {
      if (answer !== null) return answer.atUs;
      return statedTimers.includes('ackMs') ? request.atUs + timers.ackMs * 1_000 : Number.POSITIVE_INFINITY;
    });
    const fromUs = Math.max(...outcomes);
    const previous = before.at(-1);
    if (previous === undefined || !Number.isFinite(fromUs)) return [];
    if (handsetLinkLost(view, previous.request.seq, next.request.seq)) return [];
    const isRepeat = before.some((one) => indexOf(one) === indexOf(next));
    const limitMs = isRepeat ? Math.max(timers.gapMs, timers.retryMs) : timers.gapMs;
    const evidence = [previous.answer ?? previous.request, next.request];
    return [
      { tookUs: Math.max(0, next.request.atUs - fromUs), limitMs, evidence, what: 'the next segment of the group' },
    ];
  });
}
