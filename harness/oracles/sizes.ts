import { capacity, MAX_SEGMENTS } from '../wire/sm/data-coding.ts';
import { portsIe } from '../wire/sm/udh.ts';
import { tlv } from '../wire/smpp/pdu.ts';
import type { Transmission } from './groups.ts';
import type { Submission } from './submissions.ts';

/** 23.040, 9.2.3.24: the user data of a short message, header included. */
export const MAX_USER_DATA_OCTETS = 140;

const PORTS_OCTETS = 2 + portsIe(0, 0).octets.length;
const CONCATENATION_OCTETS = 5;

/** What may look like a breach of the size without being one. */
export const RADIO_SIDE =
  ' (an SMSC that splits only towards the radio side is not judged here: claims.segmentsOnSmppLink: false)';

/** The octets of header and data, were the push sent in one short message. */
export function wholeOctets({ carried, pdu }: Submission): number {
  if (carried.udh !== null) return carried.octets.length;
  return carried.data.length + (tlv(pdu, 'destination_port') === undefined ? 0 : 1 + PORTS_OCTETS);
}

/** The octets that a short message needs on the radio side, where ports and concatenation may stand in TLVs beside it on this link. */
export function radioOctets({ request, hasUdh, concatenation, sizeOctets }: Transmission): number {
  if (hasUdh) return sizeOctets;
  const { pdu } = request.message;
  const ports = tlv(pdu, 'destination_port') === undefined ? 0 : PORTS_OCTETS;
  const elements = ports + (concatenation === null ? 0 : CONCATENATION_OCTETS);
  return sizeOctets + (elements === 0 ? 0 : 1 + elements);
}

/** UDHL and a concatenation element of an 8-bit reference: the least that each of several segments has. */
const LEAST_HEADER_OCTETS = 6;

/** Longer than any header lets 255 segments be; what stands in a submitted header needs room in each of them. */
export function needsMoreThan255({ carried, alphabet }: Submission): boolean {
  const kept = carried.udh === null ? 0 : carried.udh.sizeOctets - 1;
  const room = capacity(alphabet, LEAST_HEADER_OCTETS + kept) * (alphabet === 'ucs2' ? 2 : 1);
  return carried.data.length > MAX_SEGMENTS * room;
}
