import smpp from 'smpp';
import type { PDU } from 'smpp';
import type { PackagePpgBehaviour } from './behaviour.ts';

/** Transaction (forward) mode and the header indicator (SMPP 3.4, 5.2.12). */
const TRANSACTION = 0x02;
const UDH_INDICATOR = 0x40;
const BINARY = 0x04;
/** What fits short_message (SMPP 3.4, 5.2.22). */
const MAX_SHORT_MESSAGE = 254;
const ONE_MESSAGE = 140;
const PIECE_OCTETS = 128;
const PORTS_ELEMENT = [0x05, 0x04, 0x0b, 0x84, 0x23, 0xf0];
const COUNTRY_CODE = '1';

let reference = 0;

/** The submission of a datagram: one PDU, but for the defect that splits. */
export function submissionsOf(to: string, datagram: Buffer, behaviour: PackagePpgBehaviour): readonly PDU[] {
  const { defect } = behaviour;
  const push = defect === 'drops-the-last-octet' ? datagram.subarray(0, -1) : datagram;
  if (defect !== 'splits' || push.length <= PIECE_OCTETS) return [whole(to, push, behaviour)];
  reference = (reference + 1) & 0xff;
  const total = Math.ceil(push.length / PIECE_OCTETS);
  return Array.from({ length: total }, (_, index) => {
    const place = [0x00, 0x03, reference, total, index + 1];
    const header = Buffer.of(PORTS_ELEMENT.length + place.length, ...PORTS_ELEMENT, ...place);
    const piece = push.subarray(index * PIECE_OCTETS, (index + 1) * PIECE_OCTETS);
    const fields = { ...fieldsOf(to, behaviour), esm_class: TRANSACTION | UDH_INDICATOR };
    return new smpp.PDU('submit_sm', { ...fields, short_message: Buffer.concat([header, piece]) });
  });
}

function whole(to: string, push: Buffer, behaviour: PackagePpgBehaviour): PDU {
  const { command, ports, carrier, defect } = behaviour;
  const inHeader = ports === 'udh';
  const octets = inHeader ? Buffer.concat([Buffer.of(PORTS_ELEMENT.length, ...PORTS_ELEMENT), push]) : push;
  const mode = defect === 'transaction-mode-above-140' && octets.length <= ONE_MESSAGE ? 0 : TRANSACTION;
  const isShort = command === 'submit_sm' && carrier === 'short_message' && octets.length <= MAX_SHORT_MESSAGE;
  return new smpp.PDU(command, {
    ...fieldsOf(to, behaviour),
    esm_class: inHeader ? mode | UDH_INDICATOR : mode,
    ...(inHeader ? {} : { source_port: 9_200, dest_port: 2_948 }),
    ...(isShort ? { short_message: octets } : { message_payload: octets }),
  });
}

function fieldsOf(to: string, { number, defect }: PackagePpgBehaviour): Readonly<Record<string, unknown>> {
  const spelt = number === 'plus' ? `+${to}` : number === 'national' ? to.slice(COUNTRY_CODE.length) : to;
  const receipts = defect === 'asks-for-receipts' ? 0x01 : 0;
  return {
    service_type: 'WAP',
    source_addr_ton: 3,
    source_addr_npi: 0,
    source_addr: '7007',
    dest_addr_ton: number === 'international' ? 1 : number === 'national' ? 2 : 0,
    dest_addr_npi: 1,
    destination_addr: spelt,
    data_coding: BINARY,
    registered_delivery: defect === 'asks-for-intermediate-notifications' ? 0x10 : receipts,
  };
}
