import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import { generateAllurePage, type AllurePage } from '../report/allure-html.ts';
import { changesBetween, changesText } from '../report/compare.ts';
import { JSON_SCHEMA, type RunJson } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { openRunFolder } from './run-folder.ts';
import { listenForStop } from './signals.ts';
import { print } from './terminal.ts';

/** The options of `pushproof report`, as commander gives them. */
export type ReportRequest = {
  readonly folders: readonly string[];
  readonly singleFile?: boolean;
  readonly merge?: boolean;
  readonly compare?: boolean;
  readonly out?: string;
  readonly open?: boolean;
  readonly json?: boolean;
};

/** Makes pages, or compares two runs; resolves to the exit code. */
export async function runReport(request: ReportRequest): Promise<number> {
  return request.compare === true ? compare(request) : makePages(request);
}

async function compare({ folders, json }: ReportRequest): Promise<number> {
  if (folders.length !== 2)
    throw new UsageError(
      '--compare',
      `needs two runs, not ${folders.length}`,
      'pushproof report --compare BEFORE AFTER',
    );
  const [before, after] = await Promise.all(folders.map(readRun));
  if (before === undefined || after === undefined) return 5;
  const changes = changesBetween(before, after);
  await print(json === true ? jsonOf({ changes }) : changesText(changes));
  return 0;
}

async function readRun(path: string): Promise<RunJson> {
  return JSON.parse(await readFile(join(await openRunFolder(path), 'run.json'), 'utf8')) as RunJson;
}

async function makePages(request: ReportRequest): Promise<number> {
  const { folders, out, merge } = request;
  if (merge !== true && out !== undefined && folders.length > 1) {
    throw new UsageError(
      '--out',
      `one folder for ${folders.length} pages`,
      'Add --merge for one page of all, or leave --out out.',
    );
  }
  const places = await Promise.all(folders.map(resultsOf));
  const stop = listenForStop();
  try {
    const surroundings = { environment: process.env, signal: stop.signal };
    const pages: AllurePage[] = [];
    if (merge === true) {
      pages.push(
        await inMergedFolder(places, (merged) => generateAllurePage(merged, out ?? 'pushproof-report', surroundings)),
      );
    } else {
      for (const results of places) {
        pages.push(await generateAllurePage(results, out ?? resolve(results, '..', 'allure-report'), surroundings));
      }
    }
    await print(request.json === true ? jsonOf({ pages: pages.map(pageJson) }) : pages.map(pageText).join(''));
    if (request.open === true) pages.forEach(openPage);
    return stop.signal.aborted ? 130 : 0;
  } finally {
    stop.release();
  }
}

/** A run's folder holds `allure-results`; other tools' results lie bare. */
async function resultsOf(path: string): Promise<string> {
  if (existsSync(join(path, 'allure-results'))) return join(path, 'allure-results');
  if (await isAllureResults(path)) return resolve(path);
  return join(await openRunFolder(path), 'allure-results');
}

async function isAllureResults(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => []);
  return names.some((name) => name.endsWith('-result.json'));
}

/** Results have random names, so those of shards lie beside each other. */
async function inMergedFolder(
  places: readonly string[],
  use: (merged: string) => Promise<AllurePage>,
): Promise<AllurePage> {
  const scratch = await mkdtemp(join(tmpdir(), 'pushproof-merge-'));
  const merged = join(scratch, 'allure-results');
  try {
    for (const place of places) await cp(place, merged, { recursive: true });
    return await use(merged);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function pageText(page: AllurePage): string {
  return page.kind === 'none'
    ? `no page: ${page.reason}\n`
    : `${relative('.', page.page)}  (${page.generator}, ${page.tests} tests)\n`;
}

function pageJson(page: AllurePage): unknown {
  return page.kind === 'none' ? page : { ...page, page: relative('.', page.page) };
}

function jsonOf(told: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ schema: JSON_SCHEMA, command: 'report', version: version(), commit: commit(), ...told })}\n`;
}

/** Hands the page to the desktop and lets go. */
function openPage(page: AllurePage): void {
  if (page.kind === 'none') return;
  const { command, args } = opener(process.platform);
  const child = spawn(command, [...args, resolve(page.page)], { detached: true, stdio: 'ignore' });
  child.on('error', () => process.stderr.write(`pushproof: no browser to show ${page.page} in\n`));
  child.unref();
}

function opener(platform: NodeJS.Platform): { readonly command: string; readonly args: readonly string[] } {
  if (platform === 'darwin') return { command: 'open', args: [] };
  return platform === 'win32' ? { command: 'cmd', args: ['/c', 'start', ''] } : { command: 'xdg-open', args: [] };
}
