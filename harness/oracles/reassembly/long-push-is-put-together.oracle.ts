import { defineOracle } from '../define.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import { isOwedIfAllowed, type ArrivedSet } from '../arrivals.ts';
import { isUndisturbed, judgeAlone, MANY_SEGMENTS, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'a push of as many segments as the handset takes, byte for byte, in whatever order they arrived';

/** Any total up to the largest that the handset states works. */
export default defineOracle({
  requirement: 'RSM-018',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return all.sets
      .filter(
        (set) =>
          set.numbering.total > MANY_SEGMENTS && isOwedIfAllowed(set, all.sets, profile) && isUndisturbed(set, all),
      )
      .map((set) => judged(set, all, profile));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/20 reference=5 ud=P[20..30]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/20 reference=5 ud=P[0..10]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/20 reference=5 ud=P[10..20]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=4/20 reference=5 ud=P[30..40]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=20/20 reference=5 ud=P[190..200]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=5/20 reference=5 ud=P[40..50]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=6/20 reference=5 ud=P[50..60]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=7/20 reference=5 ud=P[60..70]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=8/20 reference=5 ud=P[70..80]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=9/20 reference=5 ud=P[80..90]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=10/20 reference=5 ud=P[90..100]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=11/20 reference=5 ud=P[100..110]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=12/20 reference=5 ud=P[110..120]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=13/20 reference=5 ud=P[120..130]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=14/20 reference=5 ud=P[130..140]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=15/20 reference=5 ud=P[140..150]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=16/20 reference=5 ud=P[150..160]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=17/20 reference=5 ud=P[160..170]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=18/20 reference=5 ud=P[170..180]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=19/20 reference=5 ud=P[180..190]
     handset > smsc deliver_sm_resp sequence_number=20
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/20 reference=5 ud=P[20..30]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/20 reference=5 ud=P[0..10]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/20 reference=5 ud=P[10..20]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=4/20 reference=5 ud=P[30..40]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=20/20 reference=5 ud=P[190..200]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=5/20 reference=5 ud=P[40..50]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=6/20 reference=5 ud=P[50..60]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=7/20 reference=5 ud=P[60..70]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=8/20 reference=5 ud=P[70..80]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=9/20 reference=5 ud=P[80..90]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=10/20 reference=5 ud=P[90..100]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=11/20 reference=5 ud=P[100..110]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=12/20 reference=5 ud=P[110..120]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=13/20 reference=5 ud=P[120..130]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=14/20 reference=5 ud=P[130..140]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=15/20 reference=5 ud=P[140..150]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=16/20 reference=5 ud=P[150..160]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=17/20 reference=5 ud=P[160..170]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=18/20 reference=5 ud=P[170..180]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=19/20 reference=5 ud=P[180..190]
     handset > smsc deliver_sm_resp sequence_number=20
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# nothing is made of so many
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=3/20 reference=5 ud=P[20..30]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/20 reference=5 ud=P[0..10]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/20 reference=5 ud=P[10..20]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=4/20 reference=5 ud=P[30..40]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=20/20 reference=5 ud=P[190..200]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=5/20 reference=5 ud=P[40..50]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=6/20 reference=5 ud=P[50..60]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=7/20 reference=5 ud=P[60..70]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=8/20 reference=5 ud=P[70..80]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=9/20 reference=5 ud=P[80..90]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=10/20 reference=5 ud=P[90..100]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=11/20 reference=5 ud=P[100..110]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=12/20 reference=5 ud=P[110..120]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=13/20 reference=5 ud=P[120..130]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=14/20 reference=5 ud=P[130..140]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=15/20 reference=5 ud=P[140..150]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=16/20 reference=5 ud=P[150..160]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=17/20 reference=5 ud=P[160..170]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=18/20 reference=5 ud=P[170..180]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=19/20 reference=5 ud=P[180..190]
     handset > smsc deliver_sm_resp sequence_number=20`,
  ],
});

/** Above what a handset states, or where it states nothing, it may have its limit (AMB-55). */
function judged(set: ArrivedSet, all: Reassembly, { handset }: Profile): Finding {
  const finding = judgeAlone(set, all, EXPECTED);
  const { total } = set.numbering;
  if (finding.verdict !== 'fail' || (handset.largestTotal !== undefined && total <= handset.largestTotal))
    return finding;
  const actual = `${finding.actual}; ${total} segments may be more than it takes: state handset.largestTotal`;
  return { ...finding, verdict: 'inconc', actual };
}
