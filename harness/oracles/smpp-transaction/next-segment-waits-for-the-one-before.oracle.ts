import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';

const EXPECTED = 'the next segment only after the one before was acknowledged or had failed';
/** What comes this soon did not wait for anything. */
const AT_ONCE_US = 100_000;
const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     @0ms smsc > handset deliver_sm    sequence_number=1 segment=1/2 reference=5 ud=P[0..128]`;

/** A segment is sent when the one before is acknowledged, refused, or unanswered for ackMs: our decision. */
export default defineOracle({
  requirement: 'TXN-001',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view).flatMap((dispatch) => {
      const sent = sendingsOf(dispatch);
      return sent.slice(1).flatMap((next, at) => {
        const before = sent[at] ?? next;
        const isAnswered = before.answer !== null && before.answer.seq < next.request.seq;
        const waitedUs = next.request.atUs - before.request.atUs;
        const evidence = [
          dispatch.submission.request,
          before.request,
          ...(before.answer === null ? [] : [before.answer]),
          next.request,
        ];
        if (isAnswered || waitedUs >= profile.timers.ackMs * 1_000)
          return [found('pass', evidence, EXPECTED, isAnswered ? 'so it was' : 'after a silence')];
        // How long a silence counts is the SMSC's own where the profile does not say it.
        const isOpen = waitedUs >= AT_ONCE_US && !profile.statedTimers.includes('ackMs');
        if (isOpen) return [];
        return [found('fail', evidence, EXPECTED, `sent ${Math.round(waitedUs / 1_000)} ms after it, unanswered`)];
      });
    }),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`,
    `# never answered
     ${START}
     @200ms smsc > handset deliver_sm  sequence_number=2 segment=1/2 reference=5 ud=P[0..128]`,
  ],
  rejects: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});
