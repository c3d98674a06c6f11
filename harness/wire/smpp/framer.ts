import { readUint } from '../decode.ts';
import type { Frame, Framer } from '../framing.ts';

/** command_length, command_id, command_status and sequence_number (SMPP 3.4, 3.2). */
export const HEADER_OCTETS = 16;

/**
 * Cuts a stream into PDUs by command_length. Below 16 or above `maxOctets` (SMPP 3.4, 4.3) it gives the 16
 * header octets with a problem and then nothing more. It waits for a whole header, so that the
 * sequence_number is there however the octets came, and never holds more than `maxOctets`.
 */
export function smppFramer(maxOctets: number): Framer {
  const header = new Uint8Array(HEADER_OCTETS);
  let pdu: Uint8Array | null = null;
  let filled = 0;
  let dead = false;

  const cut = (chunk: Uint8Array): Frame[] => {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      const target: Uint8Array = pdu ?? header;
      const size = Math.min(target.length - filled, chunk.length - at);
      target.set(chunk.subarray(at, at + size), filled);
      filled += size;
      at += size;
      if (filled < target.length) break;
      if (pdu === null) {
        const length = readUint(header, 0, 4);
        if (length < HEADER_OCTETS || length > maxOctets) {
          dead = true;
          filled = 0;
          const limits = `${HEADER_OCTETS} to ${maxOctets}`;
          frames.push({ octets: header, problem: `command_length ${length} is not within ${limits}` });
          break;
        }
        pdu = new Uint8Array(length);
        pdu.set(header);
        if (length > HEADER_OCTETS) continue;
      }
      frames.push({ octets: pdu, problem: null });
      pdu = null;
      filled = 0;
    }
    return frames;
  };

  return {
    push: (chunk) => (dead ? [] : cut(chunk)),
    pendingOctets: () => filled,
    end: () => {
      if (dead || filled === 0) return [];
      dead = true;
      const due = pdu === null ? 'of a header of 16' : `of ${pdu.length}`;
      const frame = { octets: (pdu ?? header).slice(0, filled), problem: `closed after ${filled} octets ${due}` };
      filled = 0;
      return [frame];
    },
  };
}
