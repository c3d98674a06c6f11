import { ports } from '../wire/sm/udh.ts';
import { tlvUint, type Pdu } from '../wire/smpp/pdu.ts';
import { userData } from '../wire/smpp/user-data.ts';

/** Whether the ports in the user data header of a submission are not those in its TLVs (AMB-04). */
export function areInConflict(pdu: Pdu): boolean {
  const { udh } = userData(pdu);
  const inHeader = udh === null ? null : ports(udh);
  if (inHeader === null) return false;
  const destination = tlvUint(pdu, 'destination_port') ?? inHeader.destination;
  return destination !== inHeader.destination || (tlvUint(pdu, 'source_port') ?? inHeader.source) !== inHeader.source;
}
