import { defineOracle } from '../define.ts';
import type { Arrival } from '../arrivals.ts';
import { isUndisturbed, judgeAlone, owed, reassembly } from '../presented.ts';

const CONCATENATION: readonly number[] = [0x00, 0x08];
const EXPECTED = 'the push that the last concatenation elements of its segments make';

/** Of two concatenation elements in one header the last counts (23.040, 9.2.3.24). */
export default defineOracle({
  requirement: 'RSM-015',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => set.arrivals.some(hasTwo) && isUndisturbed(set, all))
      .map((set) => judgeAlone(set, all, EXPECTED));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=11000307020208041234020105040b8423f0 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=11000307020108041234020205040b8423f0 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=11000307020208041234020105040b8423f0 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=11000307020108041234020205040b8423f0 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the first counts: in the order that it says
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=11000307020208041234020105040b8423f0 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=11000307020108041234020205040b8423f0 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[100..200] + P[0..100]`,
    `# and what that makes is no push, so nothing is shown
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=11000307020208041234020105040b8423f0 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=11000307020108041234020205040b8423f0 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2`,
  ],
});

function hasTwo({ ieis }: Arrival): boolean {
  return ieis.filter((iei) => CONCATENATION.includes(iei)).length > 1;
}
