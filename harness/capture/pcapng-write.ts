import { concat } from '../wire/octets.ts';

/** Packets begin with their IP header (tcpdump.org/linktypes.html). */
export const LINKTYPE_RAW = 101;

/** Longest comment; an option's length has 16 bits (pcapng, 3.5). */
export const MAX_COMMENT_OCTETS = 65_535;

/** One packet as a capture has it. */
export type Packet = {
  /** Microseconds since 1970-01-01T00:00:00Z. */
  readonly atUs: number;
  readonly octets: Uint8Array;
  readonly comments: readonly string[];
};

/** All that one file says. */
export type Capture = { readonly comment: string; readonly linkType: number; readonly packets: readonly Packet[] };

/** Block types and options of draft-ietf-opsawg-pcapng, 4.1 to 4.3. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const OPT_ENDOFOPT = 0;
const OPT_COMMENT = 1;
const IF_TSRESOL = 9;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const UNKNOWN_LENGTH = 0xffffffff;
const MICROSECONDS = 6;

/** A pcapng file: one section with one interface, little-endian, timestamps in microseconds. */
export function writePcapng({ comment, linkType, packets }: Capture): Uint8Array {
  const blocks = [sectionHeader(comment), interfaceDescription(linkType), ...packets.map(enhancedPacket)];
  const file = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const octets of blocks) {
    file.set(octets, at);
    at += octets.length;
  }
  return file;
}

/** Version 1.0, of unknown length: readers go from block to block. */
function sectionHeader(comment: string): Uint8Array {
  const length = concat(uint32(UNKNOWN_LENGTH), uint32(UNKNOWN_LENGTH));
  return block(SECTION_HEADER, uint32(BYTE_ORDER_MAGIC), uint16(1), uint16(0), length, options(commentOption(comment)));
}

/** A snap length of 0 is none. */
function interfaceDescription(linkType: number): Uint8Array {
  const resolution = option(IF_TSRESOL, Uint8Array.of(MICROSECONDS));
  return block(INTERFACE_DESCRIPTION, uint16(linkType), uint16(0), uint32(0), options(resolution));
}

function enhancedPacket({ atUs, octets, comments }: Packet): Uint8Array {
  const time = concat(uint32(Math.floor(atUs / 2 ** 32)), uint32(atUs % 2 ** 32));
  const lengths = concat(uint32(octets.length), uint32(octets.length));
  const said = comments.map(commentOption);
  return block(ENHANCED_PACKET, uint32(0), time, lengths, padded(octets), options(...said));
}

/** Type, length, body, and the length again for those who read backwards. */
function block(type: number, ...body: readonly Uint8Array[]): Uint8Array {
  const length = uint32(12 + body.reduce((sum, part) => sum + part.length, 0));
  return concat(uint32(type), length, ...body, length);
}

function options(...said: readonly Uint8Array[]): Uint8Array {
  return said.length === 0 ? new Uint8Array() : concat(...said, option(OPT_ENDOFOPT, new Uint8Array()));
}

function commentOption(text: string): Uint8Array {
  const octets = new TextEncoder().encode(text);
  let end = Math.min(octets.length, MAX_COMMENT_OCTETS);
  while (end < octets.length && isContinuation(octets[end])) end -= 1;
  return option(OPT_COMMENT, octets.subarray(0, end));
}

/** Whether an octet goes on with a character of UTF-8. */
function isContinuation(octet: number | undefined): boolean {
  return octet !== undefined && (octet & 0xc0) === 0x80;
}

function option(code: number, value: Uint8Array): Uint8Array {
  return concat(uint16(code), uint16(value.length), padded(value));
}

/** Filled up to 32 bits. */
function padded(octets: Uint8Array): Uint8Array {
  return concat(octets, new Uint8Array(-octets.length & 3));
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}
