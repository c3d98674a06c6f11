/** The reflected polynomial of ISO-HDLC, as in zip and PNG. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, octet) => {
  let rest = octet;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** CRC-32 of octets that follow others whose CRC-32 is `before` (0 for none). Node has its own only from 20.15 on. */
export function crc32(octets: Uint8Array, before: number): number {
  let crc = ~before;
  for (const octet of octets) crc = (TABLE[(crc ^ octet) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
