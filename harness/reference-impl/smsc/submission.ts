import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { ports as portsOf, portsIe } from '../../wire/sm/udh.ts';
import { text, tlvUint, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { tlvsByName } from '../../wire/smpp/tlvs.table.ts';
import { UDHI, userData } from '../../wire/smpp/user-data.ts';
import { isStored, modeOf } from './modes.ts';
import type { InformationElement } from './policy.ts';
import type { Content } from './segmenter.ts';
import { secondsUntil } from './times.ts';

const MESSAGE_TYPE_BITS = 0x3c;
/** default, ESME delivery acknowledgement, ESME manual acknowledgement (SMPP 3.4, 5.2.12). */
const MESSAGE_TYPES_OF_ESME: readonly number[] = [0x00, 0x08, 0x10];
const ALPHANUMERIC_TON = 5;
const LAST_TON = 6;
const NPIS: readonly number[] = [0, 1, 3, 4, 6, 8, 9, 10, 14, 18];
/** deliver_sm has room for 20 characters; data_sm for more. */
const MAX_ADDRESS = 20;
const MAX_SM_LENGTH_34 = 254;
const V50 = 0x50;
/** Elements of a submission's header that are not kept: the SMSC segments by itself (sms.md 3, rule 9). */
const CONCATENATION_IEIS: readonly number[] = [0x00, 0x08];
const NOT_REPEATABLE: readonly string[] = [
  'message_payload',
  'sar_msg_ref_num',
  'sar_total_segments',
  'sar_segment_seqnum',
];

type Check = readonly [status: number, isWrong: (pdu: Pdu, interfaceVersion: number, nowSeconds: number) => boolean];

/** Times that are none, or over. */
const TIMES: readonly Check[] = [
  [0x61, (pdu, _version, now) => isNotAhead(text(pdu, 'schedule_delivery_time'), now)],
  [0x62, (pdu, _version, now) => isNotAhead(text(pdu, 'validity_period'), now)],
];

/** Status by what is wrong with a submission whose syntax is right; the first that applies (smpp.md 5, 6, 8). */
const CHECKS: readonly Check[] = [
  [0x48, (pdu) => uint(pdu, 'source_addr_ton') > LAST_TON],
  [0x49, (pdu) => !NPIS.includes(uint(pdu, 'source_addr_npi'))],
  [0x0a, (pdu) => !isAddress(text(pdu, 'source_addr'), uint(pdu, 'source_addr_ton'), /^\+?\d*$/)],
  [0x50, (pdu) => uint(pdu, 'dest_addr_ton') > LAST_TON],
  [0x51, (pdu) => !NPIS.includes(uint(pdu, 'dest_addr_npi'))],
  [0x0b, (pdu) => !isAddress(text(pdu, 'destination_addr'), 0, /^\+?\d+$/)],
  [0x43, (pdu) => !MESSAGE_TYPES_OF_ESME.includes(uint(pdu, 'esm_class') & MESSAGE_TYPE_BITS)],
  [0x06, (pdu, version) => uint(pdu, 'priority_flag') > (version >= V50 ? 4 : 3)],
  // What is stored may wait for its time; a transaction or a datagram may not (smpp.md 8).
  [0x61, (pdu) => !isStored(modeOf(pdu)) && text(pdu, 'schedule_delivery_time') !== ''],
  ...TIMES,
  [0x07, (pdu, version) => !isRegisteredDelivery(uint(pdu, 'registered_delivery'), version)],
  [0x54, (pdu) => uint(pdu, 'replace_if_present_flag') > 1],
  [0x42, (pdu) => !isStored(modeOf(pdu)) && uint(pdu, 'replace_if_present_flag') === 1],
  [0x63, (pdu) => uint(pdu, 'sm_default_msg_id') !== 0],
  [0xc4, (pdu) => NOT_REPEATABLE.some((name) => pdu.tlvs.filter((tlv) => tlv.name === name).length > 1)],
  [0x01, (pdu) => userData(pdu).carrier === 'both'],
  [0x01, (pdu, version) => uint(pdu, 'sm_length') > MAX_SM_LENGTH_34 && version < V50],
  [0xc3, (pdu) => pdu.command === 'data_sm' && userData(pdu).carrier === 'none'],
  [0x43, (pdu) => hasHeader(pdu) && pdu.tlvs.some(({ name }) => name?.startsWith('sar_') === true)],
  [0x43, (pdu) => (userData(pdu).udh?.problems.length ?? 0) > 0],
  [0xc4, (pdu) => portsConflict(pdu)],
];

/** Why a submission whose syntax is right is refused: a command_status, or 0. */
export function refusalOf(pdu: Pdu, interfaceVersion: number, nowSeconds: number): number {
  return CHECKS.find(([, isWrong]) => isWrong(pdu, interfaceVersion, nowSeconds))?.[0] ?? 0;
}

/** Why the times that a replace_sm brings are refused: a command_status, or 0. */
export function refusalOfTimes(pdu: Pdu, interfaceVersion: number, nowSeconds: number): number {
  return TIMES.find(([, isWrong]) => isWrong(pdu, interfaceVersion, nowSeconds))?.[0] ?? 0;
}

/** Status by a PDU's first problem: TLV stream 0xC0, TLV length 0xC2, TLV value 0xC4, anything else 0x02; 0 without (smpp.md 5, 11). */
export function syntaxStatus(pdu: Pdu): number {
  const problem = pdu.problems[0];
  if (problem === undefined) return 0;
  if (problem.field === 'tlvs') return 0xc0;
  const row = tlvsByName.get(problem.field);
  if (row === undefined) return 0x02;
  const size = pdu.tlvs.find(({ offset }) => offset === problem.offset)?.octets.length ?? 0;
  return row.lengths.some(([least, most]) => size >= least && size <= most) ? 0xc4 : 0xc2;
}

/** What a submission asks to be sent: data without header, and the elements that each short message needs. */
export function contentOf(pdu: Pdu): Content {
  const { udh, data } = userData(pdu);
  const kept: InformationElement[] = (udh?.ies ?? []).filter(({ iei }) => !CONCATENATION_IEIS.includes(iei));
  const destination = tlvUint(pdu, 'destination_port');
  if ((udh === null || portsOf(udh) === null) && destination !== undefined) {
    kept.unshift(portsIe(destination, tlvUint(pdu, 'source_port') ?? 0));
  }
  return { kept, data, alphabet: alphabetOf(uint(pdu, 'data_coding')) };
}

/**
 * Milliseconds that the submission allows itself; `null` when it asks for nothing. qos_time_to_live supersedes
 * validity_period (AMB-23).
 */
export function requestedMs(pdu: Pdu, nowSeconds: number): number | null {
  const seconds = tlvUint(pdu, 'qos_time_to_live') ?? secondsUntil(text(pdu, 'validity_period'), nowSeconds);
  return seconds === null ? null : Math.max(0, seconds) * 1000;
}

/** Milliseconds until the submission is to be sent; 0 = at once. */
export function waitMs(pdu: Pdu, nowSeconds: number): number {
  return Math.max(0, secondsUntil(text(pdu, 'schedule_delivery_time'), nowSeconds) ?? 0) * 1000;
}

/** How a number is spelled is free (AMB-25). */
export function digitsOf(address: string): string {
  return address.replace(/\D/g, '');
}

/** A time that is none, or that is over. */
function isNotAhead(time: string, nowSeconds: number): boolean {
  if (time === '') return false;
  const seconds = secondsUntil(time, nowSeconds);
  return seconds === null || seconds < 0;
}

function isAddress(address: string, ton: number, digits: RegExp): boolean {
  return address.length <= MAX_ADDRESS && (ton === ALPHANUMERIC_TON || digits.test(address));
}

function isRegisteredDelivery(flags: number, version: number): boolean {
  return flags <= 0x1f && ((flags & 0x03) !== 0x03 || version >= V50);
}

function hasHeader(pdu: Pdu): boolean {
  return (uint(pdu, 'esm_class') & UDHI) !== 0;
}

function portsConflict(pdu: Pdu): boolean {
  const { udh } = userData(pdu);
  const inHeader = udh === null ? null : portsOf(udh);
  if (inHeader === null) return false;
  const destination = tlvUint(pdu, 'destination_port') ?? inHeader.destination;
  const source = tlvUint(pdu, 'source_port') ?? inHeader.source;
  return destination !== inHeader.destination || source !== inHeader.source;
}
