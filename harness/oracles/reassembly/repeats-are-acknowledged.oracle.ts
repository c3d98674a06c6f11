import { defineOracle } from '../define.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import { equal } from '../../wire/octets.ts';
import type { Arrival } from '../arrivals.ts';
import { conflicts, contentsOf, type Conflict } from '../conflicts.ts';
import { overfull } from '../memory.ts';
import { evidenceOf, reassembly, type Reassembly } from '../presented.ts';
import { statusOf } from '../submissions.ts';

/** ESME_RMSGQFUL: the status for memory capacity exceeded (sms.md 8.2). */
const MEMORY_FULL = 0x14;
const EXPECTED = 'repeats acknowledged, memory capacity exceeded beyond the limits, and the first content kept';

/** What our handset does of its own decision with repeats, surplus and conflicts (sms.md 4, rules 3, 4, 9 and 12). */
export default defineOracle({
  requirement: 'RSM-023',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return [
      ...repeatsIn(all).flatMap((one) => answered(one, 0, 'a repeat', profile)),
      ...overfull(all, profile).surplus.flatMap((one) => answered(one, MEMORY_FULL, 'a set beyond the limit', profile)),
      ...conflicts(all).flatMap((conflict) => firstKept(conflict, profile)),
    ];
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2`,
    `# the first content is kept
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=P[0..200]`,
  ],
  rejects: [
    `# a repeat is refused
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc deliver_sm_resp sequence_number=2 status=ESME_RX_R_APPN`,
    `# the last content is kept
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ud=Q[0..100]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ud=P[100..200]
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=Q[0..100] + P[100..200]`,
  ],
});

/** Arrivals of a set whose index and content had been acknowledged before. */
function repeatsIn({ sets }: Reassembly): readonly Arrival[] {
  return sets.flatMap(({ arrivals }) => {
    const seen = new Set<number>();
    return arrivals.filter(({ concatenation, answer }) => {
      const index = concatenation?.index ?? 0;
      const isRepeat = seen.has(index);
      if (answer !== null && statusOf(answer) === 0) seen.add(index);
      return isRepeat;
    });
  });
}

function answered({ request, answer }: Arrival, expected: number, what: string, profile: Profile): readonly Finding[] {
  if (answer === null) return [];
  const status = statusOf(answer);
  const said = `${what} was answered with 0x${status.toString(16).padStart(2, '0')}`;
  return [judged(status === expected, said, [request, answer], profile)];
}

function firstKept({ sets, about }: Conflict, profile: Profile): readonly Finding[] {
  const firsts = [...contentsOf(sets)].sort(([a], [b]) => a - b).flatMap(([, [first]]) => first ?? []);
  return about.map((shown) => {
    const kept = firsts.reduce((at, part) => {
      const isThere = at >= 0 && equal(shown.octets.subarray(at, at + part.length), part);
      return isThere ? at + part.length : -1;
    }, 0);
    const isFirst = kept === shown.octets.length;
    return judged(isFirst, isFirst ? 'the first content' : 'another content', evidenceOf(sets, [shown]), profile);
  });
}

/** At a third party it is its own decision (AMB-51, 55). */
function judged(holds: boolean, actual: string, evidence: Finding['evidence'], { target }: Profile): Finding {
  const verdict = holds ? 'pass' : target === null ? 'fail' : 'inconc';
  return { verdict, evidence, expected: EXPECTED, actual };
}
