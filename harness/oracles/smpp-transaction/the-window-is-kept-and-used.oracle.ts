import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { endOf } from '../suspension.ts';
import { allowedUs, notLater } from '../timing-kinds.ts';
import { demandOf, longestUs } from '../window.ts';
import { CONTENTS, submitted, suspended, taken } from '../window-ladder.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';

/** On each session as many submissions are outstanding as the profile's window says, where there are so many, and never more (smpp.md 10). */
export default defineOracle({
  requirement: 'PPG-SUS-013',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const { header } = view;
    const { window } = profile.smpp;
    const limitMs = profile.timers.papMs;
    const expected = `${window} submissions outstanding on a session, and never more`;
    const fullest = mostOutstanding(view, profile.timers.transactionMs * 1_000);
    if (fullest.length >= window) {
      const verdict = fullest.length === window ? 'pass' : 'fail';
      return [{ verdict, evidence: fullest, expected, actual: `${fullest.length} were` }];
    }
    const wanted = handovers(view, profile).flatMap((handover) => demandOf(handover, view));
    const tookUs = longestUs(wanted, window, header.endUs);
    if (tookUs <= allowedUs(limitMs, header)) return [];
    const came = header.complete.end ? 'no' : 'open';
    const evidence = [...wanted.map(({ from }) => from), ...fullest].sort((a, b) => a.seq - b.seq);
    const what = `${window} pushes and more were to be submitted, and no more than ${fullest.length} were,`;
    return notLater([{ tookUs, came, evidence, what }], { limitMs, header, expected });
  },
  accepts: [
    `${CONTENTS}
     ${submitted(1, 10)}
     smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
  ],
  inconclusive: [
    `${CONTENTS}
     -- world live --
     ${suspended(1, 1)}
     ${taken(2, 10)}
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2`,
  ],
  rejects: [
    `${CONTENTS}
     ${submitted(1, 11)}`,
    `${CONTENTS}
     ${suspended(1, 1)}
     ${taken(2, 10)}
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2`,
  ],
});

/** The most submissions that were outstanding on one session; after the time of a transaction one may have been given up. */
function mostOutstanding(view: View, patienceUs: number): readonly TraceEvent[] {
  const sessions = new Map<string, readonly Submission[]>();
  let most: readonly Submission[] = [];
  for (const one of allSubmissions(view)) {
    const { connection, seq, atUs } = one.request;
    const before = (sessions.get(connection) ?? []).filter((other) => {
      const end = endOf(other, view);
      return (end === null || end.seq > seq) && atUs < other.request.atUs + patienceUs;
    });
    const outstanding = [...before, one];
    sessions.set(connection, outstanding);
    if (outstanding.length > most.length) most = outstanding;
  }
  return most.map(({ request }) => request);
}
