import type { Pdu } from '../../wire/smpp/pdu.ts';

/** Tags from here to 0x3FFF are the vendors' (SMPP 3.4, 5.3.1). */
const FIRST_VENDOR_TAG = 0x1400;
const LAST_VENDOR_TAG = 0x3fff;

/** Tags of a PDU that no table knows. */
export function unknownTags({ tlvs }: Pdu): readonly number[] {
  return tlvs.filter(({ name }) => name === null).map(({ tag }) => tag);
}

/** Whether a tag is nobody's. */
export function isReserved(tag: number): boolean {
  return tag < FIRST_VENDOR_TAG || tag > LAST_VENDOR_TAG;
}
