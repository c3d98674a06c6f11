import { concat, equal } from '../../wire/octets.ts';
import { unpackSeptets } from '../../wire/sm/gsm7.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { Group, Transmission } from '../groups.ts';
import { indexOf } from '../groups.ts';
import { firstSendings } from '../sendings.ts';

const SEPTET_BITS = 7;

/** The first sending of each part, from the first on without a gap, in order of part numbers. */
export function leadingParts(group: Group): readonly Transmission[] {
  const byIndex = new Map(firstSendings(group).map((one) => [indexOf(one), one]));
  const parts: Transmission[] = [];
  for (let part = byIndex.get(1); part !== undefined; part = byIndex.get(parts.length + 1)) parts.push(part);
  return parts;
}

/**
 * The septets that each part of a text carries: one an octet, or packed behind its header and fill bits (AMB-24).
 * `null` when neither reading gives the text that was submitted, one septet an octet.
 */
export function septetsOf(parts: readonly Transmission[], submitted: Uint8Array): readonly Uint8Array[] | null {
  const readings = [parts.map(({ data }) => data), parts.map(unpacked)];
  for (const pieces of readings) {
    const trimmed = trimmedTo(pieces, submitted);
    if (trimmed !== null) return trimmed;
  }
  return null;
}

function unpacked(part: Transmission): Uint8Array {
  const { octets } = userData(part.request.message.pdu);
  const headerBits = Math.ceil(((part.sizeOctets - part.data.length) * 8) / SEPTET_BITS) * SEPTET_BITS;
  return unpackSeptets(octets, headerBits, Math.floor((8 * octets.length - headerBits) / SEPTET_BITS));
}

/** Pieces that follow each other in what was submitted. Seven spare bits behind a packed piece read as one septet too many. */
function trimmedTo(pieces: readonly Uint8Array[], submitted: Uint8Array): readonly Uint8Array[] | null {
  const read: Uint8Array[] = [];
  let at = 0;
  for (const piece of pieces) {
    const whole = [piece, piece.subarray(0, -1)].find((one) => equal(one, submitted.subarray(at, at + one.length)));
    if (whole === undefined || (whole !== piece && piece.at(-1) !== 0)) return null;
    read.push(whole);
    at += whole.length;
  }
  return read.length > 0 && equal(concat(...read), submitted.subarray(0, at)) ? read : null;
}
