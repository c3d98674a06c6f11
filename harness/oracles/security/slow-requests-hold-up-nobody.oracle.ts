import { defineOracle } from '../define.ts';
import { papRequests } from '../requests.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { View } from '../../trace/view.ts';

/** Unfinished requests beside which a plain one is an occasion. */
const MANY = 50;

const SLOW = Array.from(
  { length: MANY },
  (_, at) => `pi ! ppg opened connection=s${at} pco=pap\n     ppg ! pi opened connection=s${at} pco=pap`,
).join('\n     ');

/** Beside many requests that come an octet at a time a plain push is answered in time. How long they may last is not judged. */
export default defineOracle({
  requirement: 'SEC-005',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.papMs;
    const occasions = papRequests(view).flatMap(({ event, answer }): readonly Occasion[] => {
      const slow = unfinishedAt(view, event.seq);
      if (slow < MANY) return [];
      const untilUs = answer.event?.atUs ?? view.header.endUs;
      return [
        {
          tookUs: untilUs - event.atUs,
          came: answer.event !== null ? 'yes' : view.header.complete.end ? 'no' : 'open',
          evidence: [event, ...(answer.event === null ? [] : [answer.event])],
          what: `beside ${slow} unfinished requests the answer came`,
        },
      ];
    });
    return notLater(occasions, { limitMs, header: view.header, expected: `the answer within ${limitMs} ms` });
  },
  accepts: [
    `${SLOW}
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  rejects: [
    `${SLOW}
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     -- ends at @200000ms --`,
  ],
});

/** Connections of PIs that were open just then and had brought no request. */
function unfinishedAt(view: View, seq: number): number {
  const open = new Set<string>();
  for (const event of view.events) {
    if (event.seq >= seq) break;
    if (event.pco !== 'pap') continue;
    if (event.kind === 'opened') open.add(event.connection);
    else if (event.kind === 'closed' || (event.kind === 'message' && event.direction === 'in'))
      open.delete(event.connection);
  }
  return open.size;
}
