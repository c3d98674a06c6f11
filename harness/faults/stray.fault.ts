import { defineFault } from './define.ts';

/** submit_sm_resp, deliver_sm_resp and data_sm_resp (SMPP 3.4, 5.1.2.1). */
const RESPONSES: readonly number[] = [0x80000004, 0x80000005, 0x80000103];
const HEADER_OCTETS = 16;

/** Before the response to a submission or a segment another one arrives, whose sequence_number belongs to nobody. */
export default defineFault({
  summary: 'before the response to a submission or a segment comes one for a sequence_number that was never used',
  options: { sequence: 9_999, status: 0xfe },
  apply: (transit, { sequence, status }) => {
    const { octets } = transit;
    const header = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    if (octets.length < HEADER_OCTETS || !RESPONSES.includes(header.getUint32(4))) return [transit];
    const stray = octets.slice(0, HEADER_OCTETS);
    const view = new DataView(stray.buffer);
    view.setUint32(0, HEADER_OCTETS);
    view.setUint32(8, status);
    view.setUint32(12, sequence);
    return [{ ...transit, octets: stray }, transit];
  },
});
