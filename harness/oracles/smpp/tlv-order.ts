import type { Pdu } from '../../wire/smpp/pdu.ts';

/** Fewer have hardly an order. */
const LEAST_TLVS = 3;

/** Whether a PDU has several TLVs, not in the order of their tags. */
export function isShuffled({ tlvs }: Pdu): boolean {
  return tlvs.length >= LEAST_TLVS && tlvs.some(({ tag }, at) => tag < (tlvs[at - 1]?.tag ?? 0));
}

/** Which TLVs a PDU has, whatever their order. */
export function tagsOf({ tlvs }: Pdu): string {
  return tlvs
    .map(({ tag }) => tag)
    .sort((a, b) => a - b)
    .join();
}
