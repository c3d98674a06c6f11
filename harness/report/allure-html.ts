import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findGenerators, type Generator } from './allure-generators.ts';
import type { Environment } from './java.ts';
import { keepAtHome } from './keep-at-home.ts';

/** The page that was written, by what, and how many tests it shows; or why there is none. */
export type AllurePage =
  | { readonly kind: 'written'; readonly page: string; readonly generator: string; readonly tests: number }
  | { readonly kind: 'none'; readonly reason: string };

/** Where a generator finds Java and the like, and when it is to give up. */
export type Surroundings = { readonly environment: Environment; readonly signal: AbortSignal };

/** Ten thousand tests take about a minute. */
const GENERATION_LIMIT_MS = 300_000;

/** Makes one self-contained `index.html` in `outFolder` of a folder of Allure results. */
export async function generateAllurePage(
  results: string,
  outFolder: string,
  { environment, signal }: Surroundings,
): Promise<AllurePage> {
  const expected = await countTests(results);
  if (expected === 0) return { kind: 'none', reason: `no Allure results in ${results}` };
  const complaints: string[] = [];
  for (const generator of await findGenerators(environment)) {
    const made = await attempt(generator, resolve(results), expected, signal);
    if (made.html === null) {
      complaints.push(`${generator.name}: ${made.complaint}`);
      continue;
    }
    await mkdir(outFolder, { recursive: true });
    const page = join(outFolder, 'index.html');
    await writeFile(`${page}.new`, keepAtHome(made.html));
    await rename(`${page}.new`, page);
    return { kind: 'written', page, generator: generator.name, tests: expected };
  }
  const missing = 'needs Java 8 or newer, or the optional package allure 3';
  return { kind: 'none', reason: complaints.length > 0 ? complaints.join('; ') : missing };
}

type Made = { readonly html: string; readonly complaint: null } | { readonly html: null; readonly complaint: string };

/** A generator empties the folder it writes to, so it gets one of its own; its exit code proves nothing, so the tests are counted. */
async function attempt(generator: Generator, results: string, expected: number, signal: AbortSignal): Promise<Made> {
  const scratch = await mkdtemp(join(tmpdir(), 'pushproof-allure-'));
  try {
    const lastWord = await run(generator, results, scratch, signal);
    const page = join(scratch, 'index.html');
    if (!existsSync(page)) return { html: null, complaint: lastWord };
    const tests = generator.tests(scratch);
    if (tests !== expected) return { html: null, complaint: `shows ${tests} tests of ${expected}` };
    return { html: await readFile(page, 'utf8'), complaint: null };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Resolves with the last line that the generator printed. */
function run(generator: Generator, results: string, scratch: string, signal: AbortSignal): Promise<string> {
  return new Promise((settle) => {
    const child = spawn(generator.command, generator.args(results, scratch), {
      cwd: generator.cwd(results),
      env: generator.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: GENERATION_LIMIT_MS,
      signal,
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-2000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => settle(error.message));
    child.on('close', () => settle(said.trim().split('\n').at(-1) || 'wrote no page and said nothing'));
  });
}

/** Tests are told apart by `historyId`: what was run twice is shown once. */
async function countTests(results: string): Promise<number> {
  if (!existsSync(results)) return 0;
  const files = (await readdir(results)).filter((name) => name.endsWith('-result.json'));
  const ids = await Promise.all(files.map(async (name) => identity(await readFile(join(results, name), 'utf8'), name)));
  return new Set(ids).size;
}

function identity(result: string, name: string): string {
  const { historyId, uuid } = JSON.parse(result) as { historyId?: string; uuid?: string };
  return historyId ?? uuid ?? name;
}
