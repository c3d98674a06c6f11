import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { reassemblyUs, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, reassembly, timesShown, type Reassembly } from '../presented.ts';

/** From so many reassembly times after its first segment on a set must be gone. */
const GONE = 1.2;
const EXPECTED = 'nothing of a push whose last segment came after the reassembly time of its first';

/** An open set is discarded when the reassembly time from its first segment is over (sms.md 4, rule 10). */
export default defineOracle({
  requirement: 'RSM-024',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const keepUs = reassemblyUs(profile);
    if (keepUs === null) return [];
    const all = reassembly(view, profile);
    return all.sets.filter((set) => cameTooLate(set, keepUs)).map((set) => judged(set, all, profile.target !== null));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @6010ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @6010ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# completed late
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     @6010ms smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
});

function cameTooLate({ completedBy, arrivals: [first] }: ArrivedSet, keepUs: number): boolean {
  return completedBy !== null && completedBy.request.atUs - first.request.atUs >= GONE * keepUs;
}

function judged(set: ArrivedSet, all: Reassembly, isThirdParty: boolean): Finding {
  const { exact } = timesShown(set, all);
  const evidence = evidenceOf([set], exact);
  if (exact.length === 0) return judgeKept(evidence, all, EXPECTED, 'nothing was presented of it');
  const actual = 'it was put together and presented';
  if (!isThirdParty) return { verdict: 'fail', evidence, expected: EXPECTED, actual };
  return { verdict: 'inconc', evidence, expected: EXPECTED, actual: `${actual}: its time may begin later (AMB-55)` };
}
