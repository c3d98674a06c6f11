import type { Profile } from '../core/profile.ts';
import type { Finding } from '../trace/finding.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { equal, latin1 } from '../wire/octets.ts';
import {
  arrivals,
  beganBefore,
  copiesOf,
  isNamesake,
  mustBeShown,
  setsOf,
  type Arrival,
  type ArrivedSet,
} from './arrivals.ts';
import { namesakesOfEarlier } from './indications.ts';
import { inboxOf, type Shown } from './inbox.ts';
import { rememberedOfTwo } from '../core/remembered.ts';

/** Something a handset showed, and the segments that it is put together of. */
export type Presented = Shown & {
  /**
   * The arrivals that have each piece's octets, in order of the pieces; `null` when it is no sequence of what arrived
   * before.
   */
  readonly pieces: readonly (readonly Arrival[])[] | null;
};

/** Everything that came to the handsets of a view, and everything that they showed. */
export type Reassembly = {
  readonly arrivals: readonly Arrival[];
  readonly sets: readonly ArrivedSet[];
  readonly shown: readonly Presented[];
  readonly view: View;
  readonly profile: Profile;
};

/** Pieces that are tried at most for one message that was shown. */
const MAX_STEPS = 20_000;
/** How long a handset may take to show what is complete. */
const PRESENTATION_US = 2_000_000;

/** What was delivered against what was presented. */
export const reassembly = rememberedOfTwo(reassemblyOf);

function reassemblyOf(view: View, profile: Profile): Reassembly {
  const all = arrivals(view);
  const known = new Map<string, Contents>();
  let seen = 0;
  const shown = inboxOf(view).map((one) => {
    for (; seen < all.length; seen += 1) {
      const arrival = all[seen];
      if (arrival === undefined || arrival.request.seq > one.event.seq) break;
      const contents = known.get(arrival.to) ?? makeContents();
      known.set(arrival.to, contents);
      contents.add(arrival);
    }
    return { ...one, pieces: known.get(one.to)?.piecesOf(one.octets) ?? null };
  });
  return { arrivals: all, sets: setsOf(all, profile), shown, view, profile };
}

/** What arrived so far, to be looked up by its octets. */
type Contents = {
  readonly add: (arrival: Arrival) => void;
  /** The first way to put octets together of it. */
  readonly piecesOf: (octets: Uint8Array) => Presented['pieces'];
};

/** Octets by which a piece is looked up; pieces shorter than that are tried one after another. */
const HEAD_OCTETS = 4;

function makeContents(): Contents {
  const contents = new Map<string, Content>();
  const byHead = new Map<string, Content[]>();
  const headOf = (octets: Uint8Array, at: number): string => latin1(octets.subarray(at, at + HEAD_OCTETS));
  return {
    add: (arrival) => {
      for (const data of piecesFrom(arrival)) {
        const key = latin1(data);
        const alike = contents.get(key);
        if (alike !== undefined) {
          alike.arrivals.push(arrival);
          continue;
        }
        const fresh = { data, arrivals: [arrival] };
        contents.set(key, fresh);
        const head = data.length < HEAD_OCTETS ? SHORT : headOf(data, 0);
        const known = byHead.get(head);
        if (known === undefined) byHead.set(head, [fresh]);
        else known.push(fresh);
      }
    },
    piecesOf: (octets) => {
      let steps = 0;
      const from = (at: number): readonly (readonly Arrival[])[] | null => {
        if (at === octets.length) return [];
        for (const { data, arrivals: alternatives } of [
          ...(byHead.get(headOf(octets, at)) ?? []),
          ...(byHead.get(SHORT) ?? []),
        ]) {
          steps += 1;
          if (steps > MAX_STEPS) return null;
          if (!startsWith(octets, at, data)) continue;
          const rest = from(at + data.length);
          // A copy: what arrives later was not there yet.
          if (rest !== null) return [[...alternatives], ...rest];
        }
        return null;
      };
      return octets.length === 0 ? null : from(0);
    },
  };
}

type Content = { readonly data: Uint8Array; readonly arrivals: Arrival[] };

/** Octets of a usual concatenation element and its UDHL: what a malformed header may be taken for. */
const USUAL_HEADER_OCTETS = 6;

/** What a handset may take for the content of a short message, right or wrong. */
function piecesFrom({ data, isDamaged, userData }: Arrival): readonly Uint8Array[] {
  const all = isDamaged ? [data, userData.subarray(USUAL_HEADER_OCTETS), userData] : [data];
  return all.filter(({ length }) => length > 0);
}

/** Head of the pieces that have none. */
const SHORT = '';

function startsWith(octets: Uint8Array, at: number, piece: Uint8Array): boolean {
  return at + piece.length <= octets.length && equal(octets.subarray(at, at + piece.length), piece);
}

/** Whether each piece of it could come from this set. */
export function isOf({ pieces }: Presented, set: ArrivedSet): boolean {
  return pieces !== null && pieces.every((piece) => piece.some((arrival) => set.arrivals.includes(arrival)));
}

/** Whether at least one piece of it can only come from this set, or another of the same content. */
export function touches({ pieces }: Presented, set: ArrivedSet): boolean {
  return pieces !== null && pieces.some((piece) => piece.some((arrival) => set.arrivals.includes(arrival)));
}

/** Several pieces that no one set holds together. */
export function isMixture(presented: Presented, { sets }: Reassembly): boolean {
  return (presented.pieces?.length ?? 0) > 1 && !sets.some((set) => isOf(presented, set));
}

/** Whether it may be shown by any reading: a message complete by then, or a short message that stands alone (AMB-54). */
export function isWhole(presented: Presented, { sets, arrivals: all }: Reassembly): boolean {
  const { octets, event, to } = presented;
  const before = all.filter(({ request }) => request.seq < event.seq);
  return (
    before.some((one) => one.to === to && standsAlone(one, octets)) ||
    sets.some((set) => set.to === to && set.octets !== null && hadArrived(set, event.seq) && equal(set.octets, octets))
  );
}

/** With its whole header ignored all its octets count as user data (AMB-54). */
function standsAlone({ concatenation, data, isDamaged, userData }: Arrival, octets: Uint8Array): boolean {
  return concatenation === null && (equal(data, octets) || (isDamaged && equal(userData, octets)));
}

function hadArrived({ parts }: ArrivedSet, seq: number): boolean {
  return [...parts.values()].every(({ request }) => request.seq < seq);
}

/** What was shown of a set's own segments alone, other than the message itself. */
export function shownOtherwise(set: ArrivedSet, { shown }: Reassembly): readonly Presented[] {
  return shown.filter(
    (one) => one.to === set.to && isOf(one, set) && (set.octets === null || !equal(one.octets, set.octets)),
  );
}

/** Messages that mix pieces of two sets, which no one set holds together. */
export function mixturesOf(one: ArrivedSet, other: ArrivedSet, all: Reassembly): readonly Presented[] {
  return all.shown.filter(
    (presented) =>
      touches(presented, one) && touches(presented, other) && isMixture(presented, all) && !isWhole(presented, all),
  );
}

/** Every two of some sets whose recipient and reference are equal: no others can be taken for one another. */
export function pairs(sets: readonly ArrivedSet[]): readonly (readonly [ArrivedSet, ArrivedSet])[] {
  const alike = new Map<string, ArrivedSet[]>();
  for (const set of sets) {
    const key = `${set.to} ${set.numbering.reference}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [set]);
    else known.push(set);
  }
  return [...alike.values()].flatMap((some) =>
    some.flatMap((one, at) => some.slice(at + 1).map((other) => [one, other] as const)),
  );
}

/** Whether only some of a set's segments were shown, as if they were all. */
export function isPartOf(presented: Presented, set: ArrivedSet): boolean {
  if (!isOf(presented, set)) return false;
  const indices = new Set(
    presented.pieces?.flatMap((piece) => {
      const own = piece.find((arrival) => set.arrivals.includes(arrival));
      return own?.concatenation?.index ?? [];
    }),
  );
  return indices.size < set.numbering.total;
}

/** How often a set's message was shown, and how often it may be: once for each complete copy that arrived (AMB-51). */
export function timesShown(
  set: ArrivedSet,
  { shown, sets }: Reassembly,
): { readonly exact: readonly Presented[]; readonly allowed: number } {
  const { octets, to } = set;
  if (octets === null) return { exact: [], allowed: 0 };
  const same = sets.filter((other) => other.to === to && other.octets !== null && equal(other.octets, octets));
  return {
    exact: shown.filter((one) => one.to === to && equal(one.octets, octets)),
    allowed: same.reduce((sum, other) => sum + Math.max(1, copiesOf(other)), 0),
  };
}

/** Sets whose message every handset must show, whatever had come before. */
export function owed(all: Reassembly): readonly ArrivedSet[] {
  const { sets, profile } = all;
  const namesakes = namesakesOfEarlier(all);
  return sets.filter(
    (set) => mustBeShown(set, sets, profile) && !(set.completedBy && namesakes.has(set.completedBy.request.seq)),
  );
}

/**
 * Whether nothing else came to the handset between a set's first segment and its completion, and nothing before it is left
 * that could be taken for a part of it.
 */
export function isUndisturbed(set: ArrivedSet, { arrivals: all, sets }: Reassembly): boolean {
  const from = set.arrivals[0].request.seq;
  const until = set.completedBy?.request.seq ?? Number.POSITIVE_INFINITY;
  const isAlone = all.every(
    (one) =>
      one.to !== set.to ||
      (one.request.seq < from && one.ignored === null) ||
      one.request.seq > until ||
      set.arrivals.includes(one),
  );
  return (
    isAlone && !sets.some((other) => isNamesake(set, other) && other.completedBy === null && beganBefore(other, until))
  );
}

/** Segments above which a push is long, and the subject of a rule of its own. */
export const MANY_SEGMENTS = 16;
const USUAL_IEIS: readonly string[] = ['0', '8', '4 0', '4 8', '5 0', '5 8', '4', '5', ''];

/** A push as most are: several segments, not many, alike in size, with ports before the concatenation and nothing else. Others have rules of their own. */
export function isPlain({ numbering, arrivals: own, parts }: ArrivedSet): boolean {
  const sizes = [...parts].filter(([index]) => index < numbering.total).map(([, { data }]) => data.length);
  return (
    numbering.total > 1 &&
    numbering.total <= MANY_SEGMENTS &&
    new Set(sizes).size <= 1 &&
    own.every(({ ieis }) => USUAL_IEIS.includes(ieis.join(' ')))
  );
}

/** Whether one of its segments came twice before it was complete. */
export function hadRepeats({ arrivals: own, completedBy }: ArrivedSet): boolean {
  const until = completedBy?.request.seq ?? 0;
  const indices = own
    .filter(({ request }) => request.seq <= until)
    .map(({ concatenation }) => concatenation?.index ?? 0);
  return new Set(indices).size < indices.length;
}

/** Whether the observation lasted long enough after this event for something to have been shown. */
export function isOver({ header }: View, event: TraceEvent): boolean {
  return header.complete.end && header.endUs >= event.atUs + PRESENTATION_US;
}

/** The requests of a set as evidence, and what was shown. */
export function evidenceOf(sets: readonly ArrivedSet[], shown: readonly Presented[]): TraceEvent[] {
  const events = [
    ...sets.flatMap(({ arrivals: own }) => own.map(({ request }) => request)),
    ...shown.map(({ event }) => event),
  ];
  return [...new Set(events)].sort((a, b) => a.seq - b.seq);
}

/** Whether a message that must be shown was: `pass`, not so far, or never. */
export function judgeShown(set: ArrivedSet, all: Reassembly, expected: string): Finding {
  const { exact } = timesShown(set, all);
  const evidence = evidenceOf([set], exact);
  const size = set.octets?.length ?? 0;
  if (exact.length > 0) return { verdict: 'pass', evidence, expected, actual: `${size} octets, identical` };
  const { completedBy } = set;
  if (completedBy === null || !isOver(all.view, completedBy.request)) {
    const actual = 'not presented so far; the observation ended too early to be sure';
    return { verdict: 'inconc', evidence, expected, actual };
  }
  const sizes = all.shown.filter(({ to, event }) => to === set.to && event.seq > completedBy.request.seq);
  const others = sizes.map(({ octets }) => octets.length).join(', ');
  const actual =
    others === '' ? 'complete, acknowledged, and never presented' : `other octets were presented (${others})`;
  return { verdict: 'fail', evidence: evidenceOf([set], sizes), expected, actual };
}

/** As `judgeShown`, and nothing else may have been put together of its segments. */
export function judgeAlone(set: ArrivedSet, all: Reassembly, expected: string): Finding {
  const others = shownOtherwise(set, all);
  if (others.length === 0) return judgeShown(set, all, expected);
  const sizes = others.map(({ octets }) => octets.length).join(', ');
  const actual = `something else was put together of its segments: ${sizes} octets`;
  return { verdict: 'fail', evidence: evidenceOf([set], others), expected, actual };
}

/** The verdict of a prohibition that nothing has broken. */
export function judgeKept(
  evidence: readonly TraceEvent[],
  { view }: Reassembly,
  expected: string,
  actual: string,
): Finding {
  const verdict = view.header.complete.end ? 'pass' : 'inconc';
  const said = verdict === 'pass' ? actual : 'nothing of the kind so far; the observation was cut off';
  return { verdict, evidence: [...evidence], expected, actual: said };
}
