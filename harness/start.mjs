import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist', 'cli.mjs');

/** Newest change of a source file below `folder`, in milliseconds since 1970; 0 where there is none (an installed package). */
function newestSourceMs(folder) {
  if (!existsSync(folder)) return 0;
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestSourceMs(path));
    else if (/\.(ts|json)$/.test(entry.name)) newest = Math.max(newest, statSync(path).mtimeMs);
  }
  return newest;
}

function builtIsCurrent() {
  if (!existsSync(built)) return false;
  const sourcesMs = Math.max(newestSourceMs(join(root, 'harness')), newestSourceMs(join(root, 'suites')));
  return statSync(built).mtimeMs >= sourcesMs;
}

async function load() {
  if (builtIsCurrent()) return import(pathToFileURL(built).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import('./cli.ts');
}

const { main } = await load();
await main(process.argv.slice(2));
