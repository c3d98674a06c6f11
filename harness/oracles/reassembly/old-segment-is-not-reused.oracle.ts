import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { isNamesake, lastOf, reassemblyUs, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, mixturesOf, pairs, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'a message of its own segments, without one that was older than twice the reassembly time';

/** A segment kept beyond the reassembly time is not combined with segments of a later message. */
export default defineOracle({
  requirement: 'RSM-012',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const keepUs = reassemblyUs(profile);
    if (keepUs === null) return [];
    const all = reassembly(view, profile);
    return pairs(all.sets)
      .filter(([old, later]) => isLeftOver(old, later, keepUs))
      .map((pair) => judged(pair, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @8100ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# nothing of it may be shown
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @8100ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @8100ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the old first half with the new second half
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @8100ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..128] + Q[80..140]
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=3`,
    `# the new first half with the old second half
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=2/2 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=1
     @8100ms smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..80] + P[128..256]
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3`,
  ],
});

function isLeftOver(old: ArrivedSet, later: ArrivedSet, keepUs: number): boolean {
  return (
    isNamesake(old, later) &&
    old.parts.size < old.numbering.total &&
    later.arrivals[0].request.atUs - lastOf(old).request.atUs >= 2 * keepUs
  );
}

function judged([old, later]: readonly [ArrivedSet, ArrivedSet], all: Reassembly): Finding {
  const mixed = mixturesOf(old, later, all);
  const evidence = evidenceOf([old, later], mixed);
  if (mixed.length === 0) return judgeKept(evidence, all, EXPECTED, 'the old segment was not used');
  const waitedMs = Math.round((later.arrivals[0].request.atUs - lastOf(old).request.atUs) / 1_000);
  const actual = `a segment of ${waitedMs} ms before was put together with the later message’s`;
  return { verdict: 'fail', evidence, expected: EXPECTED, actual };
}
