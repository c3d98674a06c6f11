import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../../core/usage-error.ts';

/** Takes a store for this process alone, and says how it is given back. Throws `UsageError` while another process has it. */
export function lock(path: string): () => void {
  if (!taken(path)) {
    const owner = Number(readFileSync(path, 'latin1'));
    if (owner !== process.pid && isAlive(owner)) {
      throw new UsageError(
        path,
        `says that process ${owner} uses this store`,
        'End that one, or name another folder. If it is no pushproof, remove the file.',
      );
    }
    // Its owner was killed.
    rmSync(path, { force: true });
    if (!taken(path)) {
      throw new UsageError(
        path,
        'another process takes this store just now',
        'End one of the two, or name another folder.',
      );
    }
  }
  return () => rmSync(path, { force: true });
}

function taken(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
