import { crc32 } from './crc32.ts';

/** A record as it is stored; without octets it takes away what the name had. */
export type StoredRecord = { readonly record: string; readonly octets: Uint8Array };

/** Octets before the payload of a frame: its length, its check, and the check of these two. */
export const HEAD_OCTETS = 12;

const NAME_OCTETS = 2;
const VALUE_OCTETS = 4;

/** What a whole frame needs to be read: its payload's length and checksum. */
export type FrameHead = { readonly length: number; readonly check: number };

/**
 * One frame: records that are stored together or not at all. `after` is the check of the frame before it (0 for the first), so
 * that none can be lost, repeated or moved unseen.
 */
export function encodeFrame(records: readonly StoredRecord[], after: number): { octets: Buffer; check: number } {
  const names = records.map(({ record }) => Buffer.from(record));
  const length = records.reduce(
    (sum, { octets }, at) => sum + NAME_OCTETS + (names[at]?.length ?? 0) + VALUE_OCTETS + octets.length,
    0,
  );
  const frame = Buffer.allocUnsafe(HEAD_OCTETS + length);
  let at = HEAD_OCTETS;
  for (const [index, { octets }] of records.entries()) {
    const name = names[index] ?? Buffer.alloc(0);
    at = frame.writeUInt16BE(name.length, at);
    at += name.copy(frame, at);
    at = frame.writeUInt32BE(octets.length, at);
    frame.set(octets, at);
    at += octets.length;
  }
  const check = crc32(frame.subarray(HEAD_OCTETS), after);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE(check, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8), after), 8);
  return { octets: frame, check };
}

/** Reads the head of the frame that follows one of check `after`; `null` when it is none. */
export function decodeHead(octets: Buffer, after: number): FrameHead | null {
  if (octets.readUInt32BE(8) !== crc32(octets.subarray(0, 8), after)) return null;
  return { length: octets.readUInt32BE(0), check: octets.readUInt32BE(4) };
}

/** The records of a payload; `null` when it is not what its head says. */
export function decodePayload(payload: Buffer, { check }: FrameHead, after: number): readonly StoredRecord[] | null {
  if (crc32(payload, after) !== check) return null;
  const records: StoredRecord[] = [];
  for (let at = 0; at < payload.length;) {
    const name = at + NAME_OCTETS;
    const value = name + payload.readUInt16BE(at) + VALUE_OCTETS;
    const end = value + payload.readUInt32BE(value - VALUE_OCTETS);
    const record = payload.toString('utf8', name, value - VALUE_OCTETS);
    records.push({ record, octets: Uint8Array.from(payload.subarray(value, end)) });
    at = end;
  }
  return records;
}
