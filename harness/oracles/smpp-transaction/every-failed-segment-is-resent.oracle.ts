import { defineOracle } from '../define.ts';
import { waitedFor } from '../deadlines.ts';
import { dispatches, indexOf } from '../groups.ts';
import { refusedSegments } from '../resending.ts';
import { found, storyOf } from '../sendings.ts';

const EXPECTED = 'each of several segments that failed for a temporary cause is sent again';
const START = `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x64
     smsc    > handset deliver_sm      sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=3/3 reference=5 ud=P[256..300]
     handset > smsc    deliver_sm_resp sequence_number=4 status=0x64`;

/** Where several segments of a group fail for a temporary cause, all of them are resent. */
export default defineOracle({
  requirement: 'TXN-006',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view).flatMap((dispatch) => {
      const failed = refusedSegments(view, dispatch, profile).filter(({ isDue, again }) => isDue || again !== null);
      if (new Set(failed.map(({ refused }) => indexOf(refused))).size < 2) return [];
      const evidence = storyOf(dispatch);
      const forgotten = failed.find(({ again }) => again === null);
      if (forgotten === undefined) return [found('pass', evidence, EXPECTED, `all ${failed.length}`)];
      const actual = `segment ${indexOf(forgotten.refused)} was not`;
      const { request, responses } = dispatch.submission;
      const isOver = responses.length > 0 || waitedFor(view, request.atUs, profile.timers.transactionMs);
      return isOver
        ? [found('fail', evidence, EXPECTED, actual)]
        : [found('inconc', evidence, EXPECTED, `${actual} so far; observe for longer`)];
    }),
  accepts: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=5 segment=3/3 reference=5 ud=P[256..300]
     handset > smsc    deliver_sm_resp sequence_number=5
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `${START}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `${START}
     -- ends at @200000ms --`,
  ],
});
