import { defineFault } from './define.ts';

/** submit_sm_resp and data_sm_resp (SMPP 3.4, 5.1.2.1). */
const RESPONSES: readonly number[] = [0x80000004, 0x80000103];
const HEADER_OCTETS = 16;
const GENERIC_NACK = 0x80000000;

/** The response to a submission arrives as the bare header of another response, with its sequence_number. */
export default defineFault({
  summary: 'the response to a submission arrives as another response PDU without body, by default generic_nack',
  options: { commandId: GENERIC_NACK, status: 0 },
  apply: (transit, { commandId, status }) => {
    const { octets } = transit;
    const header = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    if (octets.length < HEADER_OCTETS || !RESPONSES.includes(header.getUint32(4))) return [transit];
    const other = octets.slice(0, HEADER_OCTETS);
    const view = new DataView(other.buffer);
    view.setUint32(0, HEADER_OCTETS);
    view.setUint32(4, commandId);
    view.setUint32(8, status);
    return [{ ...transit, octets: other }];
  },
});
