import { defineFault } from './define.ts';

/** submit_sm_resp and data_sm_resp (SMPP 3.4, 5.1.2.1). */
const RESPONSES: readonly number[] = [0x80000004, 0x80000103];
const HEADER_OCTETS = 16;
/** What stands for no reason: one octet cannot say it. */
const NO_REASON = 256;

/** The response to a submission arrives as a refusal, in one of the forms that are met (smpp-field-notes.md, AMB-03). */
export default defineFault({
  summary:
    'the response to a submission says status instead; form 0: header only, 1: with message_id, 2: and delivery_failure_reason',
  options: { status: 0xfe, form: 0, reason: NO_REASON },
  apply: (transit, { status, form, reason }) => {
    const { octets } = transit;
    const header = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    if (octets.length < HEADER_OCTETS || !RESPONSES.includes(header.getUint32(4))) return [transit];
    // message_id ends with the first zero octet behind the header.
    const idEnd = octets.indexOf(0, HEADER_OCTETS) + 1;
    const id = form === 0 ? [] : [...octets.subarray(HEADER_OCTETS, idEnd)];
    const tlv = form === 2 && reason < NO_REASON ? [0x04, 0x25, 0x00, 0x01, reason] : [];
    const refusal = Uint8Array.of(...octets.subarray(0, HEADER_OCTETS), ...id, ...tlv);
    const view = new DataView(refusal.buffer);
    view.setUint32(0, refusal.length);
    view.setUint32(8, status);
    return [{ ...transit, octets: refusal }];
  },
});
