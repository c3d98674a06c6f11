import { readSync } from 'node:fs';
import { UsageError } from '../../../core/usage-error.ts';
import { decodeHead, decodePayload, HEAD_OCTETS, type StoredRecord } from './frames.ts';

/** First line of the file; the number changes with the format of frames or of what a PPG writes in them. */
export const FIRST_LINE = 'pushproof store 1\n';

/** Octets that are looked at for a first line. */
const LINE_OCTETS = 64;

/** How a log ends: whole up to `octets`, of which the last frame has `check`. */
export type LogEnd = { readonly octets: number; readonly check: number };

/**
 * Reads the log that is open as `fd`, frame by frame. A last frame that was not written to its end was never
 * acknowledged and is left out. Throws `UsageError` where what stands in the file is damaged or not ours.
 */
export function readLog(fd: number, path: string, take: (records: readonly StoredRecord[]) => void): LogEnd {
  const start = readAt(fd, 0, LINE_OCTETS);
  if (start.length < FIRST_LINE.length && FIRST_LINE.startsWith(start.toString('latin1')))
    return { octets: 0, check: 0 };
  refuseOthers(start.toString('latin1'), path);
  let octets = FIRST_LINE.length;
  let check = 0;
  for (let frames = 0; ; frames += 1) {
    const head = readAt(fd, octets, HEAD_OCTETS);
    if (head.length < HEAD_OCTETS) return { octets, check };
    const read = decodeHead(head, check);
    if (read === null) {
      if (isZeroToTheEnd(fd, octets)) return { octets, check };
      throw damaged(path, octets, frames);
    }
    const payload = readAt(fd, octets + HEAD_OCTETS, read.length);
    if (payload.length < read.length) return { octets, check };
    const records = decodePayload(payload, read, check);
    if (records === null) throw damaged(path, octets, frames);
    take(records);
    octets += HEAD_OCTETS + read.length;
    check = read.check;
  }
}

function refuseOthers(start: string, path: string): void {
  if (start.startsWith(FIRST_LINE)) return;
  const version = /^pushproof store (\d+)\n/.exec(start)?.[1];
  if (version !== undefined) {
    throw new UsageError(
      path,
      `is a store of version ${version}; this pushproof reads version 1`,
      'Use the pushproof that wrote it, or name another folder.',
    );
  }
  throw new UsageError(
    path,
    'is no store of pushproof',
    'Nothing was changed. Name another folder, or move the file away.',
  );
}

function damaged(path: string, at: number, frames: number): UsageError {
  return new UsageError(
    path,
    `is damaged at octet ${at}, behind ${frames} whole entries`,
    `Nothing was changed. Bring the file back from a copy; or, having copied it, give up what stands from there on: truncate -s ${at} ${path}`,
  );
}

/** After a loss of power a file may have its new length already, and zeros in it. */
function isZeroToTheEnd(fd: number, from: number): boolean {
  for (let at = from; ; at += ZEROS_AT_ONCE) {
    const octets = readAt(fd, at, ZEROS_AT_ONCE);
    if (octets.some((octet) => octet !== 0)) return false;
    if (octets.length < ZEROS_AT_ONCE) return true;
  }
}
const ZEROS_AT_ONCE = 65_536;

/** Fewer octets than asked for only at the end of the file. */
function readAt(fd: number, at: number, length: number): Buffer {
  const octets = Buffer.alloc(length);
  let had = 0;
  while (had < length) {
    const more = readSync(fd, octets, had, length - had, at + had);
    if (more === 0) break;
    had += more;
  }
  return octets.subarray(0, had);
}
