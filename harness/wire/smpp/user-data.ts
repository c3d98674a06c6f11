import { decodeUdh, type Concatenation, type Udh } from '../sm/udh.ts';
import { tlv, tlvUint, uint, type Pdu } from './pdu.ts';

/** User data header indicator in esm_class (SMPP 3.4, 5.2.12). */
export const UDHI = 0x40;

/** What a submission or deliver_sm carries. */
export type UserData = {
  /** `both`: neither version defines it (AMB-15); the octets are then those of message_payload, as 5.0 has it. */
  readonly carrier: 'short_message' | 'message_payload' | 'both' | 'none';
  /** As carried, UDH included. */
  readonly octets: Uint8Array;
  /** When esm_class has UDHI; with problems when it is to be ignored. */
  readonly udh: Udh | null;
  /** Without the UDH. */
  readonly data: Uint8Array;
};

const nothing = new Uint8Array(0);

/** The user data of a PDU, from wherever it carries it; an empty short_message counts as none. */
export function userData(pdu: Pdu): UserData {
  const short = pdu.fields['short_message'];
  const hasShort = short instanceof Uint8Array && short.length > 0;
  const payload = tlv(pdu, 'message_payload')?.octets;
  const octets = payload ?? (hasShort ? short : nothing);
  const udh = (uint(pdu, 'esm_class') & UDHI) === 0 ? null : decodeUdh(octets);
  const carrier = payload === undefined ? (hasShort ? 'short_message' : 'none') : hasShort ? 'both' : 'message_payload';
  return { carrier, octets, udh, data: udh === null ? octets : octets.subarray(udh.sizeOctets) };
}

/** Concatenation by the sar_* TLVs that SMPP has beside the header (3.4, 5.3.2.22–24); `null` unless all three are there and agree. */
export function sarConcatenation(pdu: Pdu): Concatenation | null {
  const reference = tlvUint(pdu, 'sar_msg_ref_num');
  const total = tlvUint(pdu, 'sar_total_segments');
  const index = tlvUint(pdu, 'sar_segment_seqnum');
  if (reference === undefined || total === undefined || index === undefined) return null;
  return index >= 1 && index <= total ? { bits: 16, reference, total, index } : null;
}
