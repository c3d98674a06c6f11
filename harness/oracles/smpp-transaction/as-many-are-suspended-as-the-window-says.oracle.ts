import { defineOracle } from '../define.ts';
import { handovers, type Handover } from '../handovers.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { endOf, suspendedAt } from '../suspension.ts';
import { allowedUs, notLater } from '../timing-kinds.ts';
import { demandOf, longestUs, peak } from '../window.ts';
import type { TraceEvent } from '../../trace/event.ts';
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
    const all = handovers(view, profile);
    const told = toldOf(all);
    const most = peak(
      submitted.map((one) => ({ from: one.request, until: earlier(endOf(one, view), told.get(one) ?? null) })),
    );
    if (most.count >= window) {
      const evidence = suspendedAt(view, most.seq).map(({ request }) => request);
      return [{ verdict: 'pass', evidence, expected, actual: `${most.count} were` }];
    }
    // Pushes that are to go out: what they are kept for, while so many wait, can only be the window.
    const wanted = all.flatMap((handover) => demandOf(handover, view));
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
    `# ten without response, of which two were given up
     ${CONTENTS}
     ${suspended(1, 2)}
     ${taken(3, 10)}
     @1900ms ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=timeout code=4000
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10`,
  ],
});

/** When a result was told of a submission: what the PPG has given up is suspended no more, though no response came. */
function toldOf(all: readonly Handover[]): ReadonlyMap<Submission, TraceEvent> {
  return new Map(
    all.flatMap(({ attempts, notified }) =>
      attempts.flatMap((attempt) => {
        const result = notified.find(({ event }) => event.seq > attempt.request.seq);
        return result === undefined ? [] : [[attempt, result.event] as const];
      }),
    ),
  );
}

function earlier(one: TraceEvent | null, other: TraceEvent | null): TraceEvent | null {
  if (one === null || other === null) return one ?? other;
  return one.seq < other.seq ? one : other;
}
