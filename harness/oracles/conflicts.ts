import { equal, latin1 } from '../wire/octets.ts';
import { isNamesake, overlap, type Arrival, type ArrivedSet } from './arrivals.ts';
import { isWhole, pairs, touches, type Presented, type Reassembly } from './presented.ts';

/** Two sets that by their headers are one message, and state different contents for an index. */
export type Conflict = { readonly sets: readonly [ArrivedSet, ArrivedSet]; readonly about: readonly Presented[] };

/** Octets that two pushes do not share by chance, their common beginnings included, and at which distance they are looked for. */
const WINDOW_OCTETS = 40;
const STRIDE_OCTETS = 8;

/** Every conflict, with what was shown afterwards that has to do with its contents. */
export function conflicts(all: Reassembly): readonly Conflict[] {
  return pairs(all.sets)
    .filter(([one, other]) => isSameKey(one, other) && overlap(one, other) && isTimely(one, other, all))
    .map((sets) => ({ sets, about: all.shown.filter((shown) => concerns(shown, sets)) }));
}

function isSameKey(one: ArrivedSet, other: ArrivedSet): boolean {
  return (
    isNamesake(one, other) &&
    one.numbering.bits === other.numbering.bits &&
    one.numbering.total === other.numbering.total &&
    one.arrivals[0].port === other.arrivals[0].port
  );
}

/** Of what waits for longer than the reassembly time nothing may be left to conflict with. */
function isTimely(one: ArrivedSet, other: ArrivedSet, { profile }: Reassembly): boolean {
  return other.arrivals[0].request.atUs - one.arrivals[0].request.atUs < profile.timers.reassemblyMs * MS;
}

const MS = 1_000;

function concerns(shown: Presented, [one, other]: Conflict['sets']): boolean {
  const began = other.arrivals[0].request.seq;
  if (shown.to !== one.to || shown.event.seq < began) return false;
  if (shown.pieces !== null) return touches(shown, one) || touches(shown, other);
  const whole = latin1(shown.octets);
  return [...one.arrivals, ...other.arrivals].some(({ data }) => sharesWindow(whole, latin1(data)));
}

function sharesWindow(whole: string, part: string): boolean {
  for (let at = 0; at + WINDOW_OCTETS <= part.length; at += STRIDE_OCTETS) {
    if (whole.includes(part.slice(at, at + WINDOW_OCTETS))) return true;
  }
  return false;
}

/** Whether a message consists of one content for each index of a conflict. */
export function isConsistent(shown: Presented, { sets }: Conflict, all: Reassembly): boolean {
  return isWhole(shown, all) || consistsOf(shown.octets, 0, 1, contentsOf(sets), sets[0].numbering.total);
}

/** The contents that arrived for each index, the first first. */
export function contentsOf(sets: Conflict['sets']): ReadonlyMap<number, readonly Uint8Array[]> {
  const byIndex = new Map<number, Uint8Array[]>();
  const inOrder = sets.flatMap(({ arrivals }): readonly Arrival[] => arrivals);
  for (const { concatenation, data } of inOrder.sort((a, b) => a.request.seq - b.request.seq)) {
    const index = concatenation?.index ?? 0;
    const known = byIndex.get(index) ?? [];
    byIndex.set(index, known.some((one) => equal(one, data)) ? known : [...known, data]);
  }
  return byIndex;
}

function consistsOf(
  octets: Uint8Array,
  at: number,
  index: number,
  contents: ReadonlyMap<number, readonly Uint8Array[]>,
  total: number,
): boolean {
  if (index > total) return at === octets.length;
  return (contents.get(index) ?? []).some(
    (data) =>
      equal(octets.subarray(at, at + data.length), data) &&
      consistsOf(octets, at + data.length, index + 1, contents, total),
  );
}
