import type { Finding } from '../../trace/finding.ts';
import { defineOracle } from '../define.ts';
import { acknowledged } from '../groups.ts';
import { isUniform, type Arrival } from '../arrivals.ts';
import { owedAlone } from '../delivered.ts';
import { isOver, isUndisturbed, judgeShown, owed, reassembly, type Reassembly } from '../presented.ts';
import { equal } from '../../wire/octets.ts';

const EXPECTED = 'the octets that its segments carry, put together and nothing else';

/** The handset's half of claim 1: what it makes of a push's segments is the push. */
export default defineOracle({
  requirement: 'CLM-1',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    const alone = owedAlone(view, profile);
    return [
      ...owed(all)
        .filter((set) => isUndisturbed(set, all))
        .map((set) => judgeShown(set, all, EXPECTED)),
      ...all.arrivals.filter((one) => isLonePush(one, alone)).map((one) => judged(one, all)),
    ];
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(160)
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..166]
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           to=15550100001 octets=P`,
    `let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > user    inbox           to=15550100001 octets=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# an octet is lost where two segments meet
     let P = hex 01 06 03 be af 84 + pattern(160)
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..166]
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           to=15550100001 octets=P[0..127] + P[128..166]`,
    `# acknowledged, and never shown
     let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- ends at @100000ms --`,
  ],
});

function isLonePush(one: Arrival, owed: ReadonlySet<number>): boolean {
  return owed.has(one.request.seq) && acknowledged(one) && isUniform([one]);
}

function judged(one: Arrival, all: Reassembly): Finding {
  const shown = all.shown.find(({ to, octets }) => to === one.to && equal(octets, one.data));
  const size = `${one.data.length} octets`;
  if (shown !== undefined) {
    const evidence = [one.request, shown.event];
    return { verdict: 'pass', evidence, expected: EXPECTED, actual: `${size}, identical` };
  }
  const isDecided = isOver(all.view, one.request);
  const actual = isDecided ? `${size}, acknowledged and never presented` : 'not presented so far';
  return { verdict: isDecided ? 'fail' : 'inconc', evidence: [one.request], expected: EXPECTED, actual };
}
