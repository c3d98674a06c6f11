import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { isCutOff, isOverdue } from '../answering.ts';
import type { Arrival } from '../arrivals.ts';
import { judgeIgnored } from '../ignored.ts';
import { reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'no set is created or completed by a malformed header, and the handset goes on';

/** A header whose length or last element does not fit is ignored as a whole: it counts for no set, and ends nothing (AMB-54). */
export default defineOracle({
  requirement: 'RSM-016',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return [
      ...judgeIgnored(all, ({ isDamaged }) => isDamaged, EXPECTED),
      ...all.arrivals.filter(({ isDamaged }) => isDamaged).flatMap((odd) => goesOn(odd, all)),
    ];
  },
  accepts: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=060003050202 ud=hex 00 + text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..140]`,
    `# all its octets may count as user data
     smsc > handset deliver_sm sequence_number=1 udh=8c ud=text "surplus"
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=hex 8c + text "surplus"`,
  ],
  inconclusive: [
    `let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=060003050202 ud=hex 00 + text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# it counted for the set
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=Q[0..80]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=060003050202 ud=hex 00 + text "surplus"
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=Q[0..80] + text "surplus"`,
    `# nothing is answered any more
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 udh=8c ud=text "surplus"
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..80]
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=Q[80..140]`,
  ],
});

/** Whether whatever came after it was answered; of the last one, whether it was. */
function goesOn(odd: Arrival, { arrivals, view, profile }: Reassembly): readonly Finding[] {
  const later = arrivals.filter(({ to, request }) => to === odd.to && request.seq > odd.request.seq);
  const evidence = [odd.request, ...later.map(({ request }) => request)];
  if (odd.answer !== null || later.some(({ answer }) => answer !== null)) return [];
  const isSilent = later.length > 0 && isOverdue(odd, view, profile);
  const hasEnded = isCutOff(odd, view) && view.header.complete.end;
  if (!isSilent && !hasEnded) return [];
  const actual = hasEnded ? 'its session ended at it' : 'neither it nor anything after it was answered';
  return [{ verdict: 'fail', evidence, expected: EXPECTED, actual }];
}
