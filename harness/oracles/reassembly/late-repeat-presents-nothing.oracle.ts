import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { copiesOf, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, owed, reassembly, shownOtherwise, timesShown, type Reassembly } from '../presented.ts';

const EXPECTED = 'nothing more is presented when a segment of a complete push comes again';

/** A single segment that comes again after its push was complete presents nothing. */
export default defineOracle({
  requirement: 'RSM-004',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => set.numbering.total > 1 && hasLateRepeat(set) && copiesOf(set) === 1)
      .flatMap((set) => judged(set, all));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the repeated segment shown by itself
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P[128..256]`,
    `# the push shown a second time
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=3/3 reference=5 ud=P[256..306]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P
     smsc > handset deliver_sm sequence_number=4 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc deliver_sm_resp sequence_number=4
     handset > user inbox to=15550100001 octets=P`,
  ],
});

function hasLateRepeat({ arrivals, completedBy }: ArrivedSet): boolean {
  return completedBy !== null && arrivals.some(({ request }) => request.seq > completedBy.request.seq);
}

function judged(set: ArrivedSet, all: Reassembly): readonly Finding[] {
  const others = shownOtherwise(set, all);
  const { exact, allowed } = timesShown(set, all);
  if (others.length > 0) {
    const actual = `${others.map(({ octets }) => octets.length).join(', ')} octets of it were presented by themselves`;
    return [{ verdict: 'fail', evidence: evidenceOf([set], others), expected: EXPECTED, actual }];
  }
  if (exact.length > allowed) {
    const actual = `the push was presented ${exact.length} times`;
    return [{ verdict: 'fail', evidence: evidenceOf([set], exact), expected: EXPECTED, actual }];
  }
  if (exact.length === 0) return [];
  return [judgeKept(evidenceOf([set], exact), all, EXPECTED, 'nothing more was presented')];
}
