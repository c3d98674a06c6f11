import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { text, tlvUint, uint } from '../wire/smpp/pdu.ts';
import { userData } from '../wire/smpp/user-data.ts';
import { acknowledged, assembled, indexOf, type Dispatch, type Group, type Transmission } from './groups.ts';
import { remembered } from '../core/remembered.ts';
import { isToHandsets, statusOf, type PduMessage, type Submission } from './submissions.ts';

/** Answers that say of themselves what they are; other codes leave it to the SMSC (SMPP 5.0, 4.7.6; AMB-56). */
const RX_T_APPN = 0x64;
const FOR_GOOD: readonly number[] = [0x65, 0x66];

/** Everything sent for one submission, in order. */
export const sendingsOf = remembered(({ groups }: Dispatch): readonly Transmission[] =>
  groups.flatMap((group) => group.transmissions).sort((a, b) => a.request.seq - b.request.seq),
);

/** Transmissions with their answers, as evidence. */
export function eventsOf(sent: readonly Transmission[]): readonly PduMessage[] {
  return sent.flatMap(({ request, answer }) => (answer === null ? [request] : [request, answer]));
}

/** All that was said about one submission. */
export function storyOf(dispatch: Dispatch): readonly TraceEvent[] {
  const { request, responses } = dispatch.submission;
  return [request, ...eventsOf(sendingsOf(dispatch)), ...responses];
}

/** A finding in one line. */
export function found(
  verdict: Finding['verdict'],
  evidence: readonly TraceEvent[],
  expected: string,
  actual: string,
): Finding {
  return { verdict, evidence, expected, actual };
}

/** What a segment says of its place, valid or not; `null` when it says nothing. */
export type Place = {
  readonly by: 'UDH' | 'TLV';
  readonly bits: 8 | 16;
  readonly reference: number;
  readonly total: number;
  readonly index: number;
};

/** The last concatenation element with the right IEDL, whatever it says, or the sar_* TLVs. */
export const placeOf = remembered(({ request }: Transmission): Place | null => {
  const { pdu } = request.message;
  const { udh } = userData(pdu);
  let place: Place | null = null;
  for (const { iei, octets } of udh === null || udh.problems.length > 0 ? [] : udh.ies) {
    const bits = iei === 0x00 && octets.length === 3 ? 8 : iei === 0x08 && octets.length === 4 ? 16 : null;
    if (bits === null) continue;
    const [first = 0, second = 0] = octets;
    const reference = bits === 8 ? first : first * 256 + second;
    place = { by: 'UDH', bits, reference, total: octets.at(-2) ?? 0, index: octets.at(-1) ?? 0 };
  }
  const [reference, total, index] = ['sar_msg_ref_num', 'sar_total_segments', 'sar_segment_seqnum'].map((name) =>
    tlvUint(pdu, name),
  );
  if (place !== null || reference === undefined || total === undefined || index === undefined) return place;
  return { by: 'TLV', bits: 16, reference, total, index };
});

/** The originating address of a short message with type and plan. */
export function originatorOf({ request }: Transmission): string {
  const { pdu } = request.message;
  return `${text(pdu, 'source_addr')} (TON ${uint(pdu, 'source_addr_ton')}, NPI ${uint(pdu, 'source_addr_npi')})`;
}

/** Refused with the code that says: for now. */
export function refusedForNow({ answer }: Transmission): boolean {
  return answer !== null && statusOf(answer) === RX_T_APPN;
}

/** Refused with a code that says: for good. */
export function refusedForGood({ answer }: Transmission): boolean {
  return answer !== null && FOR_GOOD.includes(statusOf(answer));
}

/** The first sending of each part of a group, in the order in which they were sent. */
export function firstSendings({ transmissions }: Group): readonly Transmission[] {
  const seen = new Set<number>();
  return transmissions.filter((one) => {
    const isNew = !seen.has(indexOf(one));
    seen.add(indexOf(one));
    return isNew;
  });
}

/** The first response to a submission that says failure; `null` without. */
export function failureOf({ responses }: Submission): PduMessage | null {
  const [first] = responses;
  return first !== undefined && statusOf(first) !== 0 ? first : null;
}

/** A group of which each part was acknowledged. */
export function completeGroup({ groups }: Dispatch, before = Number.POSITIVE_INFINITY): Group | null {
  return groups.find((group) => assembled(group, before) !== null) ?? null;
}

/** A group that was acknowledged whole and is as long as what was submitted (GSM 7-bit may be packed: AMB-24). */
export function deliveredGroup(dispatch: Dispatch, before: number): Group | null {
  const { carried, alphabet } = dispatch.submission;
  return (
    dispatch.groups.find((group) => {
      const octets = assembled(group, before);
      return octets !== null && (alphabet === 'gsm7' || octets.length >= carried.data.length);
    }) ?? null
  );
}

/** Segments that were sent and never acknowledged, by their last sending. */
export function undelivered(dispatch: Dispatch, before = Number.POSITIVE_INFINITY): readonly Transmission[] {
  const last = new Map<number, Transmission>();
  const taken = new Set<number>();
  for (const one of sendingsOf(dispatch)) {
    last.set(indexOf(one), one);
    if (acknowledged(one) && (one.answer?.seq ?? 0) < before) taken.add(indexOf(one));
  }
  return [...last].filter(([index]) => !taken.has(index)).map(([, one]) => one);
}

/** Whether a connection to the handset was closed in between. */
export function handsetLinkLost(view: View, fromSeq: number, toSeq: number): boolean {
  return handsetLinksClosed(view).some((seq) => seq > fromSeq && seq < toSeq);
}

const handsetLinksClosed = remembered(({ events }: View): readonly number[] =>
  events.flatMap(({ kind, pco, seq }) => (kind === 'closed' && isToHandsets(pco) ? [seq] : [])),
);
