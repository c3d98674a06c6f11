import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { isNamesake, overlap, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, judgeKept, mixturesOf, pairs, reassembly, type Reassembly } from '../presented.ts';

const EXPECTED = 'each message of segments for one port';

/** Segments for different ports are not merged (sms.md 4, rule 1); a key without the ports may (AMB-50). */
export default defineOracle({
  requirement: 'RSM-022',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return pairs(all.sets)
      .filter(
        ([one, other]) =>
          isNamesake(one, other) && one.arrivals[0].port !== other.arrivals[0].port && overlap(one, other),
      )
      .map((pair) => judged(pair, all, profile.target !== null));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ports=2949/9200 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ports=2949/9200 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# what is for 2948 with what is for 2949
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=2/2 reference=5 ports=2949/9200 ud=P[128..200]
     handset > smsc deliver_sm_resp sequence_number=2
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
});

function judged([one, other]: readonly [ArrivedSet, ArrivedSet], all: Reassembly, isThirdParty: boolean): Finding {
  const mixed = mixturesOf(one, other, all);
  const evidence = evidenceOf([one, other], mixed);
  if (mixed.length === 0) return judgeKept(evidence, all, EXPECTED, 'kept apart');
  const actual = 'segments for two ports were put together';
  if (!isThirdParty) return { verdict: 'fail', evidence, expected: EXPECTED, actual };
  return { verdict: 'inconc', evidence, expected: EXPECTED, actual: `${actual}: a key without the ports (AMB-50)` };
}
