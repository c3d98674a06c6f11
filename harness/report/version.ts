import { execFileSync } from 'node:child_process';
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
  // Of a repository that merely holds the installed package nothing is said.
  if (existsSync(join(root(), '.git'))) return checkedOut();
  const built = join(root(), 'dist', 'commit.txt');
  return existsSync(built) ? readFileSync(built, 'utf8').trim() : '';
}

function checkedOut(): string {
  try {
    const told = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root(), stdio: ['ignore', 'pipe', 'ignore'] });
    return told.toString().trim();
  } catch {
    return '';
  }
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
