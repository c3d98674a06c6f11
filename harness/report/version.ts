import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '../core/assert.ts';

/** The package's version. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(join(root(), 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}

/** The commit of a clone, or the one that was built; '' when neither is known. */
export function commit(): string {
  const git = join(root(), '.git');
  if (existsSync(join(git, 'HEAD'))) return headOf(git);
  const built = join(root(), 'dist', 'commit.txt');
  return existsSync(built) ? readFileSync(built, 'utf8').trim() : '';
}

/** Follows `ref: refs/heads/x` once, through loose and packed refs. */
function headOf(git: string): string {
  const head = readFileSync(join(git, 'HEAD'), 'utf8').trim();
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  if (ref === undefined) return head;
  if (existsSync(join(git, ref))) return readFileSync(join(git, ref), 'utf8').trim();
  const packed = existsSync(join(git, 'packed-refs')) ? readFileSync(join(git, 'packed-refs'), 'utf8') : '';
  return (
    packed
      .split('\n')
      .find((line) => line.endsWith(` ${ref}`))
      ?.split(' ')[0] ?? ''
  );
}

/** The folder of package.json, from the sources and from the built tree alike. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    assert(dirname(folder) !== folder, 'a package.json stands above the code');
    folder = dirname(folder);
  }
  return folder;
}
