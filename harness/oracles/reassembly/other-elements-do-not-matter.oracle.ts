import { defineOracle } from '../define.ts';
import type { Arrival } from '../arrivals.ts';
import { isUndisturbed, judgeAlone, owed, reassembly } from '../presented.ts';

const CONCATENATION: readonly number[] = [0x00, 0x08];
const PORTS: readonly number[] = [0x04, 0x05];
const EXPECTED = 'the push, byte for byte, whatever else stands in the headers of its segments, and in which order';

/** Order of the elements, and elements that a handset does not know, do not matter. */
export default defineOracle({
  requirement: 'RSM-014',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return owed(all)
      .filter((set) => set.arrivals.some(isUnusual) && isUndisturbed(set, all))
      .map((set) => judgeAlone(set, all, EXPECTED));
  },
  accepts: [
    `# concatenation before the ports
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=0b000305020105040b8423f0 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=0b000305020205040b8423f0 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..200]`,
    `# an element that nobody knows
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=1005040b8423f080030102030003050201 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=1005040b8423f080030102030003050202 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=0b000305020105040b8423f0 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=0b000305020205040b8423f0 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# read at a fixed place, so that nothing is put together
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=0b000305020105040b8423f0 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=0b000305020205040b8423f0 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2`,
    `# the unknown element is taken for text
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 udh=1005040b8423f080030102030003050201 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 udh=1005040b8423f080030102030003050202 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..100] + hex 8003010203 + P[100..200]`,
  ],
});

/** Something that is no usual element, or the concatenation before the ports. */
function isUnusual({ ieis }: Arrival): boolean {
  const isKnown = (iei: number): boolean => CONCATENATION.includes(iei) || PORTS.includes(iei);
  const at = (some: readonly number[]): number => ieis.findIndex((iei) => some.includes(iei));
  return !ieis.every(isKnown) || (at(CONCATENATION) < at(PORTS) && at(CONCATENATION) >= 0);
}
