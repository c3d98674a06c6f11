import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { ports as portsOf, portsIe } from '../../wire/sm/udh.ts';
import { text, tlvUint, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { tlvsByName } from '../../wire/smpp/tlvs.table.ts';
import { UDHI, userData } from '../../wire/smpp/user-data.ts';
import type { InformationElement } from './policy.ts';
import type { Content } from './segmenter.ts';

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

type Check = readonly [status: number, isWrong: (pdu: Pdu, interfaceVersion: number) => boolean];

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
  [0x61, (pdu) => text(pdu, 'schedule_delivery_time') !== ''],
  [0x62, (pdu) => text(pdu, 'validity_period') !== '' && !isTime(text(pdu, 'validity_period'))],
  [0x07, (pdu, version) => !isRegisteredDelivery(uint(pdu, 'registered_delivery'), version)],
  [0x54, (pdu) => uint(pdu, 'replace_if_present_flag') > 1],
  [0x42, (pdu) => uint(pdu, 'replace_if_present_flag') === 1],
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
export function refusalOf(pdu: Pdu, interfaceVersion: number): number {
  return CHECKS.find(([, isWrong]) => isWrong(pdu, interfaceVersion))?.[0] ?? 0;
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
 * validity_period (AMB-23); of the latter only the relative form can shorten.
 */
export function requestedMs(pdu: Pdu): number | null {
  const seconds = tlvUint(pdu, 'qos_time_to_live') ?? relativeSeconds(text(pdu, 'validity_period'));
  return seconds === null ? null : seconds * 1000;
}

const SECONDS_PER_UNIT: readonly number[] = [365 * 86_400, 30 * 86_400, 86_400, 3600, 60, 1];

/** Relative time `YYMMDDhhmmss000R` (SMPP 3.4, 7.1.1.2). */
function relativeSeconds(time: string): number | null {
  if (!/^\d{12}000R$/.test(time)) return null;
  return SECONDS_PER_UNIT.reduce((sum, unit, at) => sum + unit * Number(time.slice(2 * at, 2 * at + 2)), 0);
}

/** Absolute `YYMMDDhhmmsstnnp` or relative `YYMMDDhhmmss000R` (SMPP 3.4, 7.1.1). */
function isTime(time: string): boolean {
  return /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d\d([0-3]\d|4[0-8])[+-]$|^\d{12}000R$/.test(
    time,
  );
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
