import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { concat, equal } from '../../wire/octets.ts';
import { acknowledged } from '../groups.ts';
import type { Arrival } from '../arrivals.ts';
import { isOver, reassembly, type Reassembly } from '../presented.ts';

/** How long an acknowledgement may take when nothing that came later was answered either. */
const PATIENCE_US = 10_000_000;

const EXPECTED = 'each segment of what is presented acknowledged by itself';

/** Every segment that the handset demonstrably received is acknowledged by itself. */
export default defineOracle({
  requirement: 'STP-06',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return receivedMessages(all).map((parts) => judged(parts, all));
  },
  accepts: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# a repeat of what was lost on the way is enough
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc >x handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 udh=0605040b8423f0 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=Q[0..80]`,
  ],
  inconclusive: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > user inbox to=15550100001 octets=Q[0..140]
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# only the last one
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# taken, shown, and refused
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1 status=ESME_RX_T_APPN
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# none at all
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > user inbox to=15550100001 octets=Q[0..140]
     -- ends at @20000ms --`,
  ],
});

/** What was presented shows that its segments were received: the arrivals of each, a segment a list. */
function receivedMessages({ sets, arrivals, shown }: Reassembly): readonly (readonly (readonly Arrival[])[])[] {
  const isShown = (to: string, octets: Uint8Array): boolean =>
    shown.some((one) => one.to === to && equal(one.octets, octets));
  const whole = sets
    .filter(({ parts, numbering }) => parts.size === numbering.total)
    .map((set) => ({ set, inOrder: [...set.parts].sort(([a], [b]) => a - b).map(([, part]) => part) }))
    .filter(({ set, inOrder }) => isShown(set.to, concat(...inOrder.map(({ data }) => data))))
    .map(({ set, inOrder }) =>
      inOrder.map((part) =>
        set.arrivals.filter(({ concatenation }) => concatenation?.index === part.concatenation?.index),
      ),
    );
  const alone = arrivals.filter((one) => one.concatenation === null && one.isSound && isShown(one.to, one.data));
  return [...whole, ...alone.map((one) => [arrivals.filter((other) => equal(other.data, one.data))])];
}

function judged(parts: readonly (readonly Arrival[])[], all: Reassembly): Finding {
  const evidence = parts
    .flat()
    .flatMap(({ request, answer }): TraceEvent[] => (answer ? [request, answer] : [request]));
  const missing = parts.filter((part) => !part.some(acknowledged)).flatMap((part) => part.slice(0, 1));
  if (missing.length === 0) {
    const actual = `${parts.length} of ${parts.length} acknowledged`;
    return { verdict: 'pass', evidence, expected: EXPECTED, actual };
  }
  const actual = `${missing.length} of ${parts.length} never acknowledged`;
  const isDecided = missing.some((one) => one.answer !== null || isOverdue(one, all));
  return { verdict: isDecided ? 'fail' : 'inconc', evidence, expected: EXPECTED, actual };
}

/** A segment that came later was answered, or nothing was for long. */
function isOverdue(one: Arrival, { arrivals, view }: Reassembly): boolean {
  const later = arrivals.some(({ request, answer }) => request.seq > one.request.seq && answer !== null);
  if (later && isOver(view, one.request)) return true;
  return view.header.complete.end && view.header.endUs >= one.request.atUs + PATIENCE_US;
}
