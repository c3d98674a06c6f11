import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import { concat, equal } from '../wire/octets.ts';
import { uint, type Pdu } from '../wire/smpp/pdu.ts';
import { userData } from '../wire/smpp/user-data.ts';
import { acknowledged, transmissions, type Transmission } from './groups.ts';
import { mustBePresented } from './offers.ts';

/** What a concatenation element says, whether or not it may be believed. */
export type Numbering = {
  readonly bits: 8 | 16;
  readonly reference: number;
  readonly total: number;
  readonly index: number;
};

/** A short message as it came to the handset. */
export type Arrival = Transmission & {
  /** The concatenation element where it is to be ignored: total 0, index 0 or above total (23.040, 9.2.3.24.1). */
  readonly ignored: Numbering | null;
  /** No part of the header is to be ignored, the element's own numbering included. */
  readonly isSound: boolean;
  /** All of its header is to be ignored: an element or the header runs past its end (23.040, 9.2.3.24). */
  readonly isDamaged: boolean;
  /** All of its user data, header included. */
  readonly userData: Uint8Array;
  /** Identifiers of its header's elements, in order; none of a damaged one. */
  readonly ieis: readonly number[];
};

/** The arrivals that by their headers make up one message. */
export type ArrivedSet = {
  readonly originator: string;
  readonly to: string;
  readonly numbering: Numbering;
  /** All of them in order, repeats included. */
  readonly arrivals: readonly [Arrival, ...Arrival[]];
  /** The first of each index, by index. */
  readonly parts: ReadonlyMap<number, Arrival>;
  /** The acknowledged arrival after which no index was missing; `null` = still incomplete. */
  readonly completedBy: Arrival | null;
  /** The message, in order of the indices; `null` while incomplete. */
  readonly octets: Uint8Array | null;
};

const MS = 1_000;
/** OTA 6: where connectionless pushes go. */
export const PUSH_PORT = 2948;

/** Sets that every handset keeps at a time; how many more one does is for its profile to state (AMB-55). */
const LEAST_OPEN_SETS = 2;

/** Segments that every handset puts together; how many more one takes is for its profile to state (AMB-55). */
const LEAST_TOTAL = 4;

/** The reassembly time in µs; `null` when the profile of a third party does not state it (requirements, 12). */
export function reassemblyUs({ target, timers, statedTimers }: Profile): number | null {
  return target === null || statedTimers.includes('reassemblyMs') ? timers.reassemblyMs * MS : null;
}

/** Every short message that came to handsets of this view. */
export function arrivals(view: View): readonly Arrival[] {
  return transmissions(view).map((one) => {
    const { pdu } = one.request.message;
    const { udh, octets } = userData(pdu);
    const ignored = one.concatenation === null ? numberingIn(pdu) : null;
    const isDamaged = udh !== null && udh.problems.length > 0;
    const ieis = udh === null || isDamaged ? [] : udh.ies.map(({ iei }) => iei);
    return { ...one, ignored, isSound: ignored === null && !isDamaged, isDamaged, userData: octets, ieis };
  });
}

function numberingIn(pdu: Pdu): Numbering | null {
  const { udh } = userData(pdu);
  if (udh === null || udh.problems.length > 0) return null;
  for (const { iei, octets } of [...udh.ies].reverse()) {
    const [total, index] = [octets.at(-2) ?? 0, octets.at(-1) ?? 0];
    if (iei === 0x00 && octets.length === 3) return { bits: 8, reference: octets[0] ?? 0, total, index };
    if (iei === 0x08 && octets.length === 4) {
      return { bits: 16, reference: (octets[0] ?? 0) * 256 + (octets[1] ?? 0), total, index };
    }
  }
  return null;
}

type Growing = { key: string; arrivals: [Arrival, ...Arrival[]]; parts: Map<number, Arrival> };

/**
 * Puts arrivals into sets by the widest key (AMB-50). Another content of a known index, and whatever comes twice the
 * reassembly time after the last of them, begins a set of its own.
 */
export function setsOf(all: readonly Arrival[], profile: Profile): readonly ArrivedSet[] {
  const keepUs = reassemblyUs(profile);
  const latest = new Map<string, Growing>();
  const sets: Growing[] = [];
  for (const arrival of all) {
    const { concatenation } = arrival;
    if (concatenation === null) continue;
    const { bits, reference, total, index } = concatenation;
    const key = [arrival.to, arrival.from, bits, reference, total, arrival.port].join(' ');
    const set = latest.get(key);
    if (set === undefined || !isMore(set, arrival, index, keepUs)) {
      const fresh: Growing = { key, arrivals: [arrival], parts: new Map([[index, arrival]]) };
      sets.push(fresh);
      latest.set(key, fresh);
      continue;
    }
    set.arrivals.push(arrival);
    const known = set.parts.get(index);
    if (known === undefined || (!acknowledged(known) && acknowledged(arrival))) set.parts.set(index, arrival);
  }
  return sets.map(finished);
}

function isMore(set: Growing, arrival: Arrival, index: number, keepUs: number | null): boolean {
  const last = set.arrivals.at(-1) ?? set.arrivals[0];
  if (keepUs !== null && arrival.request.atUs - last.request.atUs >= 2 * keepUs) return false;
  const known = set.parts.get(index);
  return known === undefined || equal(known.data, arrival.data);
}

function finished({ arrivals: own, parts }: Growing): ArrivedSet {
  const [first] = own;
  const numbering = first.concatenation ?? { bits: 8, reference: 0, total: 0, index: 0 };
  const head = { originator: first.from, to: first.to, numbering, arrivals: own, parts };
  const inOrder = Array.from({ length: numbering.total }, (_, at) => parts.get(at + 1));
  const present = inOrder.filter((part) => part !== undefined && acknowledged(part)) as readonly Arrival[];
  if (present.length < numbering.total) return { ...head, completedBy: null, octets: null };
  const completedBy = present.reduce((last, part) => (part.request.seq > last.request.seq ? part : last), first);
  return { ...head, completedBy, octets: concat(...present.map(({ data }) => data)) };
}

/** How often each segment of a set came at least. */
export function copiesOf({ arrivals: own, numbering }: ArrivedSet): number {
  const counts = new Map<number, number>();
  for (const { concatenation } of own) {
    const index = concatenation?.index ?? 0;
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts.size < numbering.total ? 0 : Math.min(...counts.values());
}

/** Whether two sets say the same originator, recipient and reference, so that some handsets take one for the other (AMB-50). */
export function isNamesake(one: ArrivedSet, other: ArrivedSet): boolean {
  return (
    one !== other &&
    one.to === other.to &&
    one.originator === other.originator &&
    one.numbering.reference === other.numbering.reference
  );
}

/** Whether two sets were open at the same time. */
export function overlap(one: ArrivedSet, other: ArrivedSet): boolean {
  return beganBefore(one, endOf(other)) && beganBefore(other, endOf(one));
}

/** Whether its first segment came before this event. */
export function beganBefore({ arrivals: [first] }: ArrivedSet, seq: number): boolean {
  return first.request.seq < seq;
}

/** Until when a set is open; an incomplete one for ever. */
function endOf({ completedBy }: ArrivedSet): number {
  return completedBy?.request.seq ?? Number.POSITIVE_INFINITY;
}

/** Whether every handset must show this message: it must put it together, and it is a push that can be read. */
export function mustBeShown(set: ArrivedSet, all: readonly ArrivedSet[], profile: Profile): boolean {
  return mustBePutTogether(set, all, profile) && set.octets !== null && mustBePresented(set.octets);
}

/** As `mustBeShown`, however many segments it has. */
export function isOwedIfAllowed(set: ArrivedSet, all: readonly ArrivedSet[], profile: Profile): boolean {
  return isUnmistakable(set, all, profile) && set.octets !== null && mustBePresented(set.octets);
}

/** Whether every handset must put this message together: it can be taken for no other, and is no longer than the longest that it states. */
export function mustBePutTogether(set: ArrivedSet, all: readonly ArrivedSet[], profile: Profile): boolean {
  const { largestTotal, openSets } = profile.handset;
  return (
    set.numbering.total <= (largestTotal ?? LEAST_TOTAL) &&
    isUnmistakable(set, all, profile) &&
    openBeside(set, all) < (openSets ?? LEAST_OPEN_SETS)
  );
}

/** Other sets that a handset had to keep while it waited for this one. */
function openBeside(set: ArrivedSet, all: readonly ArrivedSet[]): number {
  return all.filter((other) => other !== set && other.to === set.to && overlap(set, other)).length;
}

/** Complete, on the push port, within the reassembly time, and no other set that it could be taken for. */
function isUnmistakable(set: ArrivedSet, all: readonly ArrivedSet[], profile: Profile): boolean {
  const { completedBy, arrivals: own } = set;
  if (completedBy === null) return false;
  const [first] = own;
  const keepUs = profile.timers.reassemblyMs * MS;
  const isSlow = completedBy.request.atUs - first.request.atUs > 0.8 * keepUs;
  const isDoubtful = all.some(
    (other) =>
      isNamesake(set, other) &&
      beganBefore(other, completedBy.request.seq) &&
      first.request.atUs - lastOf(other).request.atUs < 2 * keepUs,
  );
  return !isSlow && !isDoubtful && isUniform(own) && own.every(({ port }) => port === PUSH_PORT);
}

/** Segments that differ in what makes them one message, or whose PDU or header is damaged, are no set that must be put together. */
export function isUniform([first, ...others]: readonly Transmission[]): boolean {
  if (first === undefined) return false;
  const kindOf = ({ request, from, port, hasUdh }: Transmission): string => {
    const { pdu } = request.message;
    const addressed = ['source_addr_ton', 'source_addr_npi', 'protocol_id', 'data_coding'].map((name) =>
      uint(pdu, name),
    );
    return [from, port, hasUdh, ...addressed].join(' ');
  };
  const isSound = ({ request: { message } }: Transmission): boolean =>
    message.pdu.problems.length === 0 && (userData(message.pdu).udh?.problems.length ?? 0) === 0;
  return [first, ...others].every((one) => isSound(one) && kindOf(one) === kindOf(first));
}

/** The last arrival of a set. */
export function lastOf({ arrivals: own }: ArrivedSet): Arrival {
  return own.at(-1) ?? own[0];
}
