import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { allSubmissions } from '../submissions.ts';
import { endOf, suspendedAt } from '../suspension.ts';
import { allowedUs, notLater } from '../timing-kinds.ts';
import { demandOf, longestUs, peak } from '../window.ts';
import { CONTENTS, suspended, taken } from '../window-ladder.ts';

/** What claim 5 asks for at least. */
const LEAST_WINDOW = 2;

/** As many transactions are suspended at the same time as the profile's window says, over all sessions. */
export default defineOracle({
  requirement: 'PPG-SUS-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const { header } = view;
    const window = Math.max(LEAST_WINDOW, profile.smpp.window);
    const limitMs = profile.timers.papMs;
    const expected = `${window} transactions suspended at the same time`;
    const submitted = allSubmissions(view);
    const most = peak(submitted.map((one) => ({ from: one.request, until: endOf(one, view) })));
    if (most.count >= window) {
      const evidence = suspendedAt(view, most.seq).map(({ request }) => request);
      return [{ verdict: 'pass', evidence, expected, actual: `${most.count} were` }];
    }
    // Pushes that are to go out: what they are kept for, while so many wait, can only be the window.
    const wanted = handovers(view, profile).flatMap((handover) => demandOf(handover, view));
    const tookUs = longestUs(wanted, window, header.endUs);
    if (tookUs <= allowedUs(limitMs, header)) return [];
    const came = header.complete.end ? 'no' : 'open';
    const evidence = [...wanted.map(({ from }) => from), ...submitted.map(({ request }) => request)].sort(
      (a, b) => a.seq - b.seq,
    );
    const what = `${window} pushes and more were to be submitted, and no more than ${most.count} were,`;
    return notLater([{ tookUs, came, evidence, what }], { limitMs, header, expected });
  },
  accepts: [
    `${CONTENTS}
     ${suspended(1, 10)}`,
    `# over two sessions (AMB-26)
     ${CONTENTS}
     ${suspended(1, 10, ['a', 'b'])}`,
  ],
  inconclusive: [
    `# once, on sockets
     ${CONTENTS}
     -- world live --
     ${suspended(1, 2)}
     ${taken(3, 10)}
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     smsc > ppg  data_sm_resp  sequence_number=2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4`,
  ],
  rejects: [
    `${CONTENTS}
     ${suspended(1, 2)}
     ${taken(3, 10)}
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     smsc > ppg  data_sm_resp  sequence_number=2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4`,
  ],
});
