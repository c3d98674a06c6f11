import type { Finding } from '../trace/finding.ts';
import type { Arrival, ArrivedSet, Numbering } from './arrivals.ts';
import {
  evidenceOf,
  isMixture,
  isPartOf,
  isWhole,
  judgeKept,
  judgeShown,
  owed,
  type Presented,
  type Reassembly,
} from './presented.ts';

/** Judges short messages whose numbering, or whole header, is to be ignored: they take part in no set, and disturb none (23.040, 9.2.3.24.1). */
export function judgeIgnored(
  all: Reassembly,
  concerns: (odd: Arrival) => boolean,
  expected: string,
): readonly Finding[] {
  return all.arrivals.filter(concerns).map((odd) => judged(odd, all, expected));
}

/** Whether a short message has numbering that is to be ignored, and is so. */
export function hasNumbering(is: (numbering: Numbering) => boolean): (odd: Arrival) => boolean {
  return ({ ignored }) => ignored !== null && is(ignored);
}

function judged(odd: Arrival, all: Reassembly, expected: string): Finding {
  const kin = all.sets.filter((set) => isKin(odd, set));
  const wrong = all.shown.filter(
    (one) => one.to === odd.to && one.event.seq > odd.request.seq && !isWhole(one, all) && usesIt(one, odd, kin, all),
  );
  if (wrong.length > 0) {
    const sizes = wrong.map(({ octets }) => octets.length).join(', ');
    const evidence = [odd.request, ...evidenceOf(kin, wrong)].sort((a, b) => a.seq - b.seq);
    return { verdict: 'fail', evidence, expected, actual: `it counted: ${sizes} octets were presented` };
  }
  for (const set of owed(all).filter((one) => kin.includes(one))) {
    const finding = judgeShown(set, all, expected);
    if (finding.verdict !== 'pass') return { ...finding, evidence: [odd.request, ...finding.evidence] };
  }
  return judgeKept([odd.request, ...evidenceOf(kin, [])], all, expected, 'it counted for nothing');
}

/** A set that it would belong to, were its numbering believed in some part. */
function isKin({ to, from, ignored, isDamaged, userData }: Arrival, set: ArrivedSet): boolean {
  const { reference, bits } = set.numbering;
  // Of a malformed header any octet may be taken for the reference.
  const isNamed = isDamaged
    ? userData.subarray(0, MALFORMED_OCTETS).includes(reference % 256)
    : reference === ignored?.reference && bits === ignored.bits;
  return set.to === to && set.originator === from && isNamed;
}

const MALFORMED_OCTETS = 8;

/** It is a piece of it, it stands for a segment that is missing, or it is all of a message of no segments. */
function usesIt(one: Presented, odd: Arrival, kin: readonly ArrivedSet[], all: Reassembly): boolean {
  if (one.octets.length === 0) return true;
  const holdsIt = one.pieces?.some((piece) => piece.includes(odd)) === true;
  return (holdsIt && isMixture(one, all)) || kin.some((set) => isPartOf(one, set));
}
