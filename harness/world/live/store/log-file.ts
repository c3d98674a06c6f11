import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, write, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { StoredRecord } from './frames.ts';
import { FIRST_LINE, readLog, type LogEnd } from './read-log.ts';

/** An open log: where it ends, and what of it is still needed. */
export type Log = { readonly fd: number; readonly end: LogEnd; readonly live: Map<string, Uint8Array> };

/** Subscribers' numbers and messages are nobody else's business. */
export const OWNER_ONLY = 0o600;

const writeAt = promisify(write);

/** Opens a log or makes one; what was not written to its end is cut off. Throws `UsageError` where it is damaged or not ours. */
export function openLog(path: string): Log {
  // A draft that was not finished.
  rmSync(draftOf(path), { force: true });
  closeSync(openSync(path, 'a', OWNER_ONLY));
  const fd = openSync(path, 'r+');
  try {
    const live = new Map<string, Uint8Array>();
    const end = readLog(fd, path, (records) => {
      for (const record of records) put(live, record);
    });
    ftruncateSync(fd, end.octets);
    return { fd, end: end.octets > 0 ? end : begin(fd, path), live };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function begin(fd: number, path: string): LogEnd {
  writeSync(fd, FIRST_LINE, 0);
  fsyncSync(fd);
  syncFolder(path);
  return { octets: FIRST_LINE.length, check: 0 };
}

/** What a record does to those that are there: the last put is the last in order, too. */
export function put(live: Map<string, Uint8Array>, { record, octets }: StoredRecord): void {
  live.delete(record);
  if (octets.length > 0) live.set(record, octets);
}

/** Where a log is written anew. */
export function draftOf(path: string): string {
  return `${path}.new`;
}

/** Writes all of it, in as many pieces as the system wants, and says how much that was. */
export async function writeWhole(fd: number, octets: Uint8Array, at: number): Promise<number> {
  let had = 0;
  while (had < octets.length) {
    const { bytesWritten } = await writeAt(fd, octets, had, octets.length - had, at + had);
    had += bytesWritten;
  }
  return had;
}

/** Makes the name of a new file last; Windows has no such call, and does it by itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(dirname(path), 'r');
  fsyncSync(fd);
  closeSync(fd);
}
