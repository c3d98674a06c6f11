import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** Files below `folder`, by their path from the package root, `/` between. */
function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join('/'));
}

const isCode = (path) => /\.ts$/.test(path) && !/\.(test|d)\.ts$/.test(path);
const harness = filesBelow('harness');
const sources = [
  ...harness.filter(isCode),
  ...filesBelow('suites').filter((path) => path.endsWith('.spec.ts')),
  'playwright.config.ts',
];

/** Keeps every file its own; what is compiled imports compiled files. */
const eachFileItsOwn = {
  name: 'each-file-its-own',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/^(\..*)\.ts$/, '$1.js'), external: true },
    );
  },
};

/** The commit that is built, or '' outside a clone. */
function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return '';
  }
}

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: sources.map((path) => join(root, path)),
  outdir: dist,
  outbase: root,
  bundle: true,
  plugins: [eachFileItsOwn],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
for (const path of harness.filter((file) => file.endsWith('.json'))) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  cpSync(join(root, path), join(dist, path));
}
writeFileSync(join(dist, 'commit.txt'), `${commit()}\n`);
writeFileSync(join(dist, 'cli.mjs'), "export { main } from './harness/cli.js';\n");
process.stdout.write(`built ${sources.length} files\n`);
