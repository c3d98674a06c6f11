import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assert } from '../core/assert.ts';
import { UsageError } from '../core/usage-error.ts';

/** A file found by its suffix, and what it exports. */
export type Discovered<T> = { readonly path: string; readonly value: T };

/** Where code is loaded from: the sources, or the built tree that mirrors them. */
export type CodeTree = { readonly root: string; readonly extension: '.ts' | '.js' };

/** The default export of each file below `folder` whose name ends in `suffix` (`.oracle.ts`), in path order; `path` is the source's, from the package root. */
export function discover<T>(folder: string, suffix: string): Promise<readonly Discovered<T>[]> {
  return discoverIn<T>(runningTree(), folder, suffix);
}

/** `discover` in a given tree; `folder` and the paths of the result are relative to the tree's root. */
export async function discoverIn<T>(tree: CodeTree, folder: string, suffix: string): Promise<readonly Discovered<T>[]> {
  const modules = await modulesIn<{ readonly default?: T }>(tree, folder, suffix);
  return modules.map(({ path, value }) => {
    if (value.default === undefined) {
      throw new UsageError(path, 'has no default export', 'Export what the file defines: export default …');
    }
    return { path, value: value.default };
  });
}

/** As `discover`, for files whose exports have names; `value` is the whole module. */
export function discoverModules<M>(folder: string, suffix: string): Promise<readonly Discovered<M>[]> {
  return modulesIn<M>(runningTree(), folder, suffix);
}

async function modulesIn<M>(tree: CodeTree, folder: string, suffix: string): Promise<readonly Discovered<M>[]> {
  assert(suffix.endsWith('.ts'), `the suffix names sources: ${suffix}`);
  const builtSuffix = `${suffix.slice(0, -'.ts'.length)}${tree.extension}`;
  const found: Discovered<M>[] = [];
  for (const file of await filesBelow(tree.root, folder, builtSuffix)) {
    const module = (await import(pathToFileURL(path.join(tree.root, file)).href)) as M;
    found.push({ path: `${file.slice(0, -tree.extension.length)}.ts`, value: module });
  }
  return found;
}

/** The files below `folder` whose name ends in `suffix`, in path order; relative to the package root, absolute where `folder` is. */
export function findFiles(folder: string, suffix: string): Promise<readonly string[]> {
  return filesBelow(packageRoot(), folder, suffix);
}

/** The folder that has pushproof's package.json and fixtures, from the sources and from the built tree alike. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) || !existsSync(path.join(folder, 'fixtures'))) {
    const parent = path.dirname(folder);
    assert(parent !== folder, 'a package.json with fixtures beside it stands above the code');
    folder = parent;
  }
  return folder;
}

function runningTree(): CodeTree {
  const fromSources = import.meta.url.endsWith('.ts');
  return fromSources
    ? { root: packageRoot(), extension: '.ts' }
    : { root: path.join(packageRoot(), 'dist'), extension: '.js' };
}

/** Names are compared by code unit, so that every machine has one order. */
async function filesBelow(root: string, folder: string, suffix: string): Promise<readonly string[]> {
  const absolute = path.resolve(root, folder);
  if (!existsSync(absolute)) return [];
  const names = await readdir(absolute, { recursive: true });
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => path.join(folder, name).split(path.sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}
