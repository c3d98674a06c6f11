import { constants } from 'node:fs';
import { access, lstat, mkdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../core/usage-error.ts';

/** Runs of one second into one folder; more are a mistake. */
const MAX_SAME_SECOND = 1000;

/** Refuses an `--out` that no folder can be made in, before anything is written. */
export async function checkOut(out: string): Promise<void> {
  let place = resolve(out);
  for (;;) {
    const found = await stat(place).catch(() => null);
    if (found !== null) {
      const trouble = found.isDirectory() ? await notWritable(place) : 'is a file, not a folder';
      if (trouble !== null)
        throw new UsageError(`--out ${out}`, `${place} ${trouble}`, 'Name a folder that you may write to.');
      return;
    }
    if (dirname(place) === place)
      throw new UsageError(`--out ${out}`, 'does not lie on any disk', 'Name another folder.');
    place = dirname(place);
  }
}

async function notWritable(folder: string): Promise<string | null> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => null,
    () => 'is not writable',
  );
}

/** Makes `OUT/<utc>-<iut>/`, never one that exists; gives its absolute path. */
export async function makeRunFolder(out: string, startedUtc: string, iut: string): Promise<string> {
  await makeMissing(resolve(out), out);
  const name = `${startedUtc.replaceAll(/[-:]/g, '')}-${iut}`;
  for (let attempt = 1; attempt <= MAX_SAME_SECOND; attempt += 1) {
    const folder = resolve(out, attempt === 1 ? name : `${name}-${attempt}`);
    if (await madeNew(folder)) return folder;
  }
  throw new UsageError(`--out ${out}`, `has ${MAX_SAME_SECOND} runs of this second`, 'Name another folder.');
}

/** Folder by folder: Node's own recursive way never ends where a file system refuses them, as below /proc. */
async function makeMissing(folder: string, out: string): Promise<void> {
  if ((await stat(folder).catch(() => null)) !== null) return;
  await makeMissing(dirname(folder), out);
  await mkdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--out ${out}`, `cannot be made: ${why}`, 'Name a folder that you may write to.');
  });
}

async function madeNew(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Points `OUT/latest`, of a campaign `OUT/latest-fuzz`, at a run's folder: a symlink, or a text file with its name where there are none. Leaves alone what is neither. */
export async function pointLatest(out: string, folder: string, name: 'latest' | 'latest-fuzz'): Promise<void> {
  const latest = join(out, name);
  const there = await lstat(latest).catch(() => null);
  if (there !== null && !there.isSymbolicLink() && !there.isFile()) return;
  const fresh = join(out, `.${name}-${process.pid}`);
  await rm(fresh, { force: true });
  await symlink(basename(folder), fresh, 'dir').catch(() => writeFile(fresh, `${basename(folder)}\n`));
  await rename(fresh, latest);
}

/** The run's folder that a user names: itself, or where `latest` points. */
export async function openRunFolder(path: string): Promise<string> {
  const there = await lstat(path).catch(() => null);
  const target =
    there?.isSymbolicLink() === true
      ? await readlink(path)
      : there?.isFile() === true
        ? (await readFile(path, 'utf8')).trim()
        : null;
  const folder = target === null ? path : resolve(dirname(path), target);
  const found = await stat(join(folder, 'run.json')).catch(() => null);
  if (found === null) {
    throw new UsageError(
      path,
      'is not the folder of a finished run',
      'Name a folder below pushproof-results that has a run.json.',
    );
  }
  return folder;
}
