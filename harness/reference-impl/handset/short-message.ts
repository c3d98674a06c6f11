import { ports } from '../../wire/sm/udh.ts';
import { fullNumber } from '../../wire/smpp/national.ts';
import { text, tlvUint, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { sarConcatenation, userData } from '../../wire/smpp/user-data.ts';
import type { HandsetPolicy, Ports, ShortMessage } from './policy.ts';

/** Message type bits of esm_class; 0 = an ordinary short message, no receipt (SMPP 3.4, 5.2.12). */
const MESSAGE_TYPE_BITS = 0x3c;
const CONCATENATION_IEIS: readonly number[] = [0x00, 0x08];

/** Which of these numbers a deliver_sm or data_sm is for, however it is written (AMB-25); its digits where it is none of them. */
export function numberOf(pdu: Pdu, numbers: ReadonlySet<string>): string {
  return fullNumber(text(pdu, 'destination_addr').replace(/\D/g, ''), uint(pdu, 'dest_addr_ton'), numbers);
}

/** Whether it carries a short message, not a receipt or an acknowledgement of one. */
export function isForSubscriber(pdu: Pdu): boolean {
  return (uint(pdu, 'esm_class') & MESSAGE_TYPE_BITS) === 0;
}

/** What a deliver_sm or data_sm brings; short_message and message_payload are both read. */
export function shortMessageOf(pdu: Pdu, policy: Pick<HandsetPolicy, 'concatenationOf'>): ShortMessage {
  const carried = userData(pdu);
  const { udh } = carried;
  const byHeader = udh === null ? null : policy.concatenationOf(udh);
  const claimsConcatenation = udh?.ies.some(({ iei }) => CONCATENATION_IEIS.includes(iei)) === true;
  // Beside a header of another purpose the TLVs are met in the field, though the texts exclude it (AMB-04).
  const concatenation = byHeader ?? (claimsConcatenation ? null : sarConcatenation(pdu));
  const from = text(pdu, 'source_addr');
  return {
    from,
    originator: `${uint(pdu, 'source_addr_ton')}/${uint(pdu, 'source_addr_npi')}/${from}`,
    protocolId: uint(pdu, 'protocol_id'),
    dataCoding: uint(pdu, 'data_coding'),
    userData: carried,
    concatenation,
    ports: (udh === null ? null : ports(udh)) ?? portsOfTlvs(pdu),
    isDamaged: (udh?.problems.length ?? 0) > 0 || (claimsConcatenation && concatenation === null),
  };
}

function portsOfTlvs(pdu: Pdu): Ports | null {
  const destination = tlvUint(pdu, 'destination_port');
  return destination === undefined ? null : { destination, source: tlvUint(pdu, 'source_port') ?? 0 };
}
