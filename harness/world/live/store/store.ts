import { closeSync, fdatasync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../../core/usage-error.ts';
import { encodeFrame, type StoredRecord } from './frames.ts';
import { lock } from './lock.ts';
import { draftOf, openLog, OWNER_ONLY, put, syncFolder, writeWhole, type Log } from './log-file.ts';
import { FIRST_LINE } from './read-log.ts';

/** A log below this size is not written anew, however little of it is still needed. */
export const SMALL_OCTETS = 1_048_576;

/** A larger log is written anew once it is this many times what is still needed of it. */
export const SLACK = 2;

/** Octets of records in one frame when the log is written anew. */
const FRAME_OCTETS = 1_048_576;

/** Records on disk: one append-only file of this process alone. */
export type Store = {
  /** What was stored when it was opened. */
  readonly restored: ReadonlyMap<string, Uint8Array>;
  /** Stores records together, behind all that came before; `stored` is called once neither a crash nor a loss of power undoes it. */
  readonly append: (records: readonly StoredRecord[], stored: () => void) => void;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
};

const sync = promisify(fdatasync);

/**
 * Opens the store of a folder, or makes one. Throws `UsageError` where the folder cannot be written, another process uses it, or
 * what stands in it is damaged or not ours. `failed` hears of the first write that fails, after which nothing is stored.
 */
export function openStore(folder: string, failed: (error: UsageError) => void): Store {
  const path = join(folder, 'ppg.store');
  const release = inFolder(folder, () => {
    mkdirSync(folder, { recursive: true });
    return lock(`${path}.lock`);
  });
  try {
    const log = inFolder(folder, () => openLog(path));
    return keep(log, { path, failed, release });
  } catch (error) {
    release();
    throw error;
  }
}

type Group = { readonly records: readonly StoredRecord[]; readonly stored: () => void };
type Place = { readonly path: string; readonly failed: (error: UsageError) => void; readonly release: () => void };

function keep(log: Log, { path, failed, release }: Place): Store {
  const { live } = log;
  const restored = new Map(live);
  const waiting: Group[] = [];
  let fd = log.fd;
  let { octets, check } = log.end;
  let needed = [...live].reduce((sum, [record, value]) => sum + sizeOf(record, value), 0);
  let isWorking = false;
  let hasFailed = false;
  let work = Promise.resolve();

  /** While one write is under way others gather, and are then one. */
  const workOff = async (): Promise<void> => {
    while (waiting.length > 0 && !hasFailed) {
      const groups = waiting.splice(0);
      for (const { records } of groups) records.forEach(note);
      try {
        if (octets > SMALL_OCTETS && octets > SLACK * needed) await writeAnew();
        else await add(groups);
      } catch (error) {
        hasFailed = true;
        isWorking = false;
        failed(cannotWrite(path, error));
        return;
      }
      for (const { stored } of groups) stored();
    }
    isWorking = false;
  };
  const note = (record: StoredRecord): void => {
    const former = live.get(record.record);
    if (former !== undefined) needed -= sizeOf(record.record, former);
    put(live, record);
    if (record.octets.length > 0) needed += sizeOf(record.record, record.octets);
  };
  const add = async (groups: readonly Group[]): Promise<void> => {
    const frames = groups.map(({ records }) => {
      const frame = encodeFrame(records, check);
      check = frame.check;
      return frame.octets;
    });
    octets += await writeWhole(fd, Buffer.concat(frames), octets);
    await sync(fd);
  };
  /** The same without what is not needed any more; the old file stands until the new one is whole. */
  const writeAnew = async (): Promise<void> => {
    const fresh = openSync(draftOf(path), 'w', OWNER_ONLY);
    let size = await writeWhole(fresh, Buffer.from(FIRST_LINE), 0);
    let last = 0;
    for (const records of portions(live)) {
      const frame = encodeFrame(records, last);
      last = frame.check;
      size += await writeWhole(fresh, frame.octets, size);
    }
    await sync(fresh);
    renameSync(draftOf(path), path);
    syncFolder(path);
    closeSync(fd);
    fd = fresh;
    octets = size;
    check = last;
  };

  return {
    restored,
    append: (records, stored) => {
      if (hasFailed) return;
      waiting.push({ records, stored });
      if (isWorking) return;
      isWorking = true;
      work = workOff();
    },
    close: async () => {
      try {
        while (isWorking) await work;
      } finally {
        closeSync(fd);
        release();
      }
    },
  };
}

function sizeOf(record: string, octets: Uint8Array): number {
  return Buffer.byteLength(record) + octets.length;
}

function* portions(live: ReadonlyMap<string, Uint8Array>): Generator<readonly StoredRecord[]> {
  let portion: StoredRecord[] = [];
  let size = 0;
  for (const [record, octets] of live) {
    portion.push({ record, octets });
    size += sizeOf(record, octets);
    if (size < FRAME_OCTETS) continue;
    yield portion;
    portion = [];
    size = 0;
  }
  if (portion.length > 0) yield portion;
}

function inFolder<T>(folder: string, what: () => T): T {
  try {
    return what();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw cannotWrite(`--store ${folder}`, error);
  }
}

function cannotWrite(place: string, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [what, remedy] = TROUBLES[code] ?? [`cannot be written: ${message}`, 'Name a folder on a local disk.'];
  return new UsageError(place, what, remedy);
}

const ANOTHER = 'Name a folder that this user may write: --store DIR.';
const TROUBLES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ['may not be written by this user', ANOTHER],
  EPERM: ['may not be written by this user', ANOTHER],
  EROFS: ['is on a disk that is only read', ANOTHER],
  ENOTDIR: ['is no folder', ANOTHER],
  EEXIST: ['is no folder', ANOTHER],
  ENOENT: ['cannot be made there', ANOTHER],
  ENOSPC: ['has no room left', 'What was acknowledged is stored. Make room, and start again.'],
};
