import { concat } from '../wire/octets.ts';

/** An IPv4 address. */
export type Address = readonly [number, number, number, number];

/** One end of a conversation. */
export type Socket = { readonly address: Address; readonly port: number };

/** What IP carries; the checksum at `checksumAt` (octets from its start) is 0 until the addresses are known. */
export type Carried = { readonly protocol: number; readonly checksumAt: number; readonly octets: Uint8Array };

/** Octets of one UDP datagram: 65,535 of IP less both headers. */
export const MAX_DATAGRAM_OCTETS = 65_507;

const IP_HEADER_OCTETS = 20;
const IP_CHECKSUM_AT = 10;
const DONT_FRAGMENT = 0x4000;
const TIME_TO_LIVE = 64;
const UDP = 17;
const UDP_HEADER_OCTETS = 8;

/** An IPv4 packet without options (RFC 791, 3.1), both checksums filled in. */
export function ipPacket(from: Address, to: Address, { protocol, checksumAt, octets }: Carried): Uint8Array {
  const header = Uint8Array.of(
    ...[0x45, 0, ...uint16(IP_HEADER_OCTETS + octets.length), 0, 0, ...uint16(DONT_FRAGMENT)],
    ...[TIME_TO_LIVE, protocol, 0, 0, ...from, ...to],
  );
  header.set(uint16(internetChecksum(header)), IP_CHECKSUM_AT);
  const pseudoHeader = Uint8Array.of(...from, ...to, 0, protocol, ...uint16(octets.length));
  const carried = octets.slice();
  carried.set(uint16(internetChecksum(concat(pseudoHeader, octets))), checksumAt);
  return concat(header, carried);
}

/** A UDP datagram (RFC 768); what does not fit into one is cut off. */
export function udpPacket(from: Socket, to: Socket, payload: Uint8Array): Uint8Array {
  const carried = payload.subarray(0, MAX_DATAGRAM_OCTETS);
  const length = uint16(UDP_HEADER_OCTETS + carried.length);
  const header = Uint8Array.of(...uint16(from.port), ...uint16(to.port), ...length, 0, 0);
  return ipPacket(from.address, to.address, { protocol: UDP, checksumAt: 6, octets: concat(header, carried) });
}

/** One's complement of the one's complement sum of 16-bit words (RFC 1071), an odd octet filled up with 0. */
export function internetChecksum(octets: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) sum += ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Two octets in network order. */
export function uint16(value: number): readonly [number, number] {
  return [(value >>> 8) & 0xff, value & 0xff];
}
