import type { View } from '../trace/view.ts';
import { concat, equal, latin1 } from '../wire/octets.ts';
import { concatenation, ports, type Concatenation } from '../wire/sm/udh.ts';
import { fullNumber } from '../wire/smpp/national.ts';
import { isResponse, text, tlvUint, uint, type Pdu } from '../wire/smpp/pdu.ts';
import { sarConcatenation, userData } from '../wire/smpp/user-data.ts';
import { inboxOf } from './inbox.ts';
import { remembered } from '../core/remembered.ts';
import {
  allSubmissions,
  asksForTransaction,
  digitsOf,
  originatorOf,
  handsetMessagesOf,
  statusOf,
  type PduMessage,
  type Submission,
} from './submissions.ts';

/** One sending of one short message to a handset, and how the handset answered it. */
export type Transmission = {
  readonly request: PduMessage;
  /** `null`: never answered. */
  readonly answer: PduMessage | null;
  readonly to: string;
  /** Digits of a number, an alphanumeric originator as it is. */
  readonly from: string;
  readonly concatenation: Concatenation | null;
  /** Size of the TP-UD, header included, in octets. */
  readonly sizeOctets: number;
  readonly hasUdh: boolean;
  /** Destination port of UDH or TLV; `null` without one. */
  readonly port: number | null;
  /** What it carries after the header. */
  readonly data: Uint8Array;
};

/** The transmissions that belong together: same originator, reference and total; or one lone message and its repeats. */
export type Group = { readonly transmissions: readonly Transmission[]; readonly total: number };

/** What an SMSC did with one submission. */
export type Dispatch = { readonly submission: Submission; readonly groups: readonly Group[] };

const MESSAGE_TYPE_BITS = 0x3c;
const SHORT_MESSAGE_COMMANDS: readonly string[] = ['deliver_sm', 'data_sm'];
/** So many groups later the same reference is another message's: counters come round. */
const LONG_AGO = 64;
/** Octets that two pushes practically never share by chance. */
const WINDOW_OCTETS = 8;

/** Whether a deliver_sm or data_sm carries a short message for a subscriber, not a receipt or acknowledgement. */
function carriesShortMessage(pdu: Pdu): boolean {
  return SHORT_MESSAGE_COMMANDS.includes(pdu.command) && (uint(pdu, 'esm_class') & MESSAGE_TYPE_BITS) === 0;
}

/** Concatenation by UDH, or by the sar_* TLVs that SMPP has beside it (3.4, 5.3.2.22–24). */
function concatenationOf(pdu: Pdu): Concatenation | null {
  const { udh } = userData(pdu);
  const byHeader = udh === null || udh.problems.length > 0 ? null : concatenation(udh);
  return byHeader ?? sarConcatenation(pdu);
}

/** Every sending of a short message between SMSC and handset in this view, with its answer. */
export const transmissions = remembered(answeredTransmissions);

function answeredTransmissions(view: View): readonly Transmission[] {
  const all: (Omit<Transmission, 'answer'> & { answer: PduMessage | null })[] = [];
  const open = new Map<string, (typeof all)[number]>();
  const known = new Set([...allSubmissions(view).map(({ to }) => to), ...inboxOf(view).map(({ to }) => to)]);
  for (const message of handsetMessagesOf(view)) {
    const { pdu } = message.message;
    const key = `${message.connection} ${pdu.sequence_number}`;
    const fromSmsc = (message.party === 'smsc') === (message.direction === 'out');
    if (fromSmsc && carriesShortMessage(pdu)) {
      const carried = userData(pdu);
      const portsOfHeader = carried.udh === null || carried.udh.problems.length > 0 ? null : ports(carried.udh);
      const transmission = {
        request: message,
        answer: null,
        to: fullNumber(digitsOf(text(pdu, 'destination_addr')), uint(pdu, 'dest_addr_ton'), known),
        from: originatorOf(text(pdu, 'source_addr')),
        concatenation: concatenationOf(pdu),
        sizeOctets: carried.octets.length,
        hasUdh: carried.udh !== null,
        port: portsOfHeader?.destination ?? tlvUint(pdu, 'destination_port') ?? null,
        data: carried.data,
      };
      all.push(transmission);
      open.set(key, transmission);
    } else if (!fromSmsc && isResponse(pdu)) {
      const answered = open.get(key);
      if (answered !== undefined) answered.answer = message;
      open.delete(key);
    }
  }
  return all;
}

/** Whether the handset took this transmission. */
export function acknowledged(transmission: Transmission): boolean {
  return transmission.answer !== null && statusOf(transmission.answer) === 0;
}

/** The part number of a transmission; 1 for a lone message. */
export function indexOf(transmission: Transmission): number {
  return transmission.concatenation?.index ?? 1;
}

/** Puts transmissions into groups, in order of their first sending. */
export function groupsOf(sent: readonly Transmission[]): readonly Group[] {
  const groups: { transmissions: Transmission[]; total: number; key: string; number: number }[] = [];
  const begun = new Map<string, number>();
  const latest = new Map<string, (typeof groups)[number]>();
  for (const transmission of sent) {
    const { concatenation: part } = transmission;
    const sender = `${transmission.to} ${transmission.from}`;
    const key = part === null ? `${sender} alone` : `${sender} ${part.bits} ${part.reference} ${part.total}`;
    let group = latest.get(key);
    const others = begun.get(sender) ?? 0;
    if (group === undefined || others - group.number >= LONG_AGO || !continues(group, transmission)) {
      begun.set(sender, others + 1);
      group = { transmissions: [], total: part?.total ?? 1, key, number: others };
      groups.push(group);
      latest.set(key, group);
    }
    group.transmissions.push(transmission);
  }
  return groups;
}

/** A repeat carries the same octets; other octets under a known index are another message with the same reference. */
function continues(group: Group, transmission: Transmission): boolean {
  const same = group.transmissions.filter((earlier) => indexOf(earlier) === indexOf(transmission));
  return same.length === 0
    ? transmission.concatenation !== null
    : same.some((earlier) => equal(earlier.data, transmission.data));
}

/** The first acknowledged (else first) transmission of each part, by part number. */
export function partsOf(group: Group, before = Number.POSITIVE_INFINITY): ReadonlyMap<number, Transmission> {
  const parts = new Map<number, Transmission>();
  for (const transmission of group.transmissions) {
    const answered = transmission.answer !== null && transmission.answer.seq < before && acknowledged(transmission);
    if (answered && !parts.has(indexOf(transmission))) parts.set(indexOf(transmission), transmission);
  }
  return parts;
}

/** The octets that the acknowledged parts of a group put together, or `null` while one is missing. */
export function assembled(group: Group, before = Number.POSITIVE_INFINITY): Uint8Array | null {
  const parts = partsOf(group, before);
  if (parts.size < group.total) return null;
  const pieces: Uint8Array[] = [];
  for (let index = 1; index <= group.total; index += 1) {
    const part = parts.get(index);
    if (part === undefined) return null;
    pieces.push(part.data);
  }
  return concat(...pieces);
}

/** Whether the acknowledged transmissions, each part once and in order of part numbers, carry exactly these octets, group or no group. */
export function carriedInPieces(sent: readonly Transmission[], payload: Uint8Array): boolean {
  const pieces = new Map<string, Transmission>();
  for (const one of sent) if (acknowledged(one)) pieces.set(`${indexOf(one)} ${latin1(one.data)}`, one);
  const inOrder = [...pieces.values()].sort((a, b) => indexOf(a) - indexOf(b));
  return equal(concat(...inOrder.map(({ data }) => data)), payload);
}

/**
 * What the SMSC of this view did with each submission in transaction mode. Of a push that was submitted
 * again while it was suspended nobody can tell which of its two transactions a segment belongs to: neither is here.
 */
export function dispatches(view: View): readonly Dispatch[] {
  const doubled = submittedWhileSuspended(view);
  return served(view).filter(({ submission }) => asksForTransaction(submission.pdu) && !doubled.has(submission));
}

/** Submissions of the same octets to the same number, the later one made before the earlier one was answered. */
const submittedWhileSuspended = remembered((view: View): ReadonlySet<Submission> => {
  const before = new Map<string, Submission>();
  const doubled = new Set<Submission>();
  for (const one of allSubmissions(view)) {
    const key = `${one.to} ${textOf(one.carried.data)}`;
    const earlier = before.get(key);
    before.set(key, one);
    const [answer] = earlier?.responses ?? [];
    if (earlier !== undefined && answer !== undefined && answer.seq > one.request.seq) doubled.add(earlier).add(one);
  }
  return doubled;
});

/**
 * What it did with each submission in whatever mode. A group belongs to the submission whose octets it
 * carries; traffic that carries nobody's octets is foreign and belongs to none, unless a submission
 * from the same originator has nothing else to show for itself (then its octets were garbled).
 */
export const served = remembered(dispatchesOf);

function dispatchesOf(view: View): readonly Dispatch[] {
  const all = allSubmissions(view).map((submission) => ({ submission, groups: [] as Group[] }));
  const strangers: Group[] = [];
  const repeats = resubmitted(allSubmissions(view));
  for (const group of groupsOf(transmissions(view)).flatMap((one) => atResubmissions(one, repeats))) {
    const first = group.transmissions[0];
    if (first === undefined) continue;
    const candidates = all.filter(
      ({ submission }) => submission.to === first.to && submission.request.seq < first.request.seq,
    );
    let best: (typeof all)[number] | undefined;
    let bestScore = 0;
    const exact = candidates.filter(({ submission }) => consistsOf(group, submission.carried.data));
    for (const candidate of exact.length > 0 ? exact : candidates) {
      const score = likeness(group, candidate.submission.carried.data);
      // Equal octets were submitted twice: the later submission is the one still being served.
      if (score > 0 && score >= bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    if (best === undefined) strangers.push(group);
    else best.groups.push(group);
  }
  for (const group of strangers) {
    const first = group.transmissions[0];
    const garbled = all.filter(
      ({ submission, groups }) =>
        groups.length === 0 &&
        submission.to === first?.to &&
        originatorOf(text(submission.pdu, 'source_addr')) === first.from &&
        submission.request.seq < first.request.seq,
    );
    if (garbled.length === 1) garbled[0]?.groups.push(group);
  }
  return all;
}

/** Submissions of the same octets to the same number as one that had been answered before (DSC-02). */
function resubmitted(submitted: readonly Submission[]): readonly Submission[] {
  const before = new Map<string, Submission>();
  return submitted.filter((one) => {
    const key = `${one.to} ${textOf(one.carried.data)}`;
    const earlier = before.get(key);
    before.set(key, one);
    return (earlier?.responses[0]?.seq ?? Number.POSITIVE_INFINITY) < one.request.seq;
  });
}

/** What was sent for a push that was submitted again is no repeat of what was sent for it before. */
function atResubmissions(group: Group, repeats: readonly Submission[]): readonly Group[] {
  const [first, last] = [group.transmissions[0], group.transmissions.at(-1)];
  if (first === undefined || last === undefined) return [group];
  const between = repeats.filter(
    ({ to, request, carried }) =>
      to === first.to &&
      request.seq > first.request.seq &&
      request.seq < last.request.seq &&
      contains(carried.data, first.data),
  );
  if (between.length === 0) return [group];
  const ends = [...between.map(({ request }) => request.seq), Number.POSITIVE_INFINITY];
  let from = 0;
  return ends.flatMap((until) => {
    const part = group.transmissions.filter(({ request }) => request.seq > from && request.seq < until);
    from = until;
    return part.length === 0 ? [] : [{ ...group, transmissions: part }];
  });
}

/** The transmissions of a view that carry no octets of any submission: judged against nobody. */
export function foreign(view: View): readonly Transmission[] {
  const sent = served(view).flatMap(({ groups }) => groups.flatMap((group) => group.transmissions));
  const known = new Set(sent.map(({ request }) => request.seq));
  return transmissions(view).filter(({ request }) => !known.has(request.seq));
}

/** How many octets of a group occur in a payload: whole parts count in full, else by windows. */
function likeness(group: Group, payload: Uint8Array): number {
  let score = 0;
  for (const { data } of group.transmissions) {
    if (data.length === 0) continue;
    if (data.length < WINDOW_OCTETS) {
      // So short a part proves nothing by itself; its group's other parts do, or it is the whole push.
      if (group.total === 1 && equal(data, payload)) score += 2;
      else if (group.total === 1 ? payload.length < WINDOW_OCTETS : contains(payload, data)) score += 1;
      continue;
    }
    if (contains(payload, data)) score += 2 * data.length;
    else score += sharedWindows(payload, data);
  }
  return score;
}

/** Whether every part of a group, long enough to tell, occurs in a payload. */
function consistsOf({ transmissions: parts }: Group, payload: Uint8Array): boolean {
  return parts.every(({ data }) => contains(payload, data)) && parts.some(({ data }) => data.length >= WINDOW_OCTETS);
}

function contains(whole: Uint8Array, piece: Uint8Array): boolean {
  return piece.length <= whole.length && textOf(whole).includes(textOf(piece));
}

const textOf = remembered(latin1);

const windowsOf = remembered((payload: Uint8Array): ReadonlySet<string> => {
  const whole = textOf(payload);
  const all = new Set<string>();
  for (let at = 0; at + WINDOW_OCTETS <= whole.length; at += 1) all.add(whole.slice(at, at + WINDOW_OCTETS));
  return all;
});

function sharedWindows(payload: Uint8Array, data: Uint8Array): number {
  const known = windowsOf(payload);
  const piece = textOf(data);
  let shared = 0;
  for (let at = 0; at + WINDOW_OCTETS <= piece.length; at += 1) {
    if (known.has(piece.slice(at, at + WINDOW_OCTETS))) shared += 1;
  }
  return shared;
}
