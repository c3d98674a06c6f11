import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLAN_VARIABLE } from '../run/test-plan.ts';

/** Playwright's process: it selects nothing, asks the lab for each case, and writes the reports. */
export type PlaywrightProcess = {
  /** Resolves with its exit code when it has ended; `null` after a kill. */
  readonly ended: Promise<number | null>;
  /** Asks it to end and write its reports: SIGINT, as SIGTERM would lose them. */
  readonly stop: () => void;
  readonly kill: () => void;
};

/** Starts Playwright's command line on a plan; what it prints goes to `logFile`. */
export function startPlaywright(planFile: string, logFile: string): PlaywrightProcess {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, [cli, 'test', '--config', configFile()], {
    env: { ...process.env, [PLAN_VARIABLE]: planFile, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const leaveNoChild = (): void => void child.kill('SIGKILL');
  process.once('exit', leaveNoChild);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', leaveNoChild);
      log.end();
      resolve(code);
    });
  });
  return { ended, stop: () => child.kill('SIGINT'), kill: () => child.kill('SIGKILL') };
}

/** Sources have a TypeScript config; what is built has a compiled one, as Playwright compiles nothing below node_modules. */
function configFile(): string {
  const compiled = import.meta.url.endsWith('.js');
  return fileURLToPath(new URL(`../../playwright.config.${compiled ? 'js' : 'ts'}`, import.meta.url));
}

type Results = { readonly errors: readonly { readonly message?: string }[]; readonly stats: Stats };
type Stats = {
  readonly expected: number;
  readonly skipped: number;
  readonly unexpected: number;
  readonly flaky: number;
};

/** What Playwright did that no verdict explains; `null` when all is well. `failing` of the `planned` cases failed. */
export async function troubleOf(
  folder: string,
  exitCode: number | null,
  planned: number,
  failing: number,
): Promise<string | null> {
  const text = await readFile(join(folder, 'results.json'), 'utf8').catch(() => null);
  if (text === null) return `Playwright ended with ${exitCode ?? 'a kill'} and left no results`;
  const { errors, stats } = JSON.parse(text) as Results;
  if (errors.length > 0) return `Playwright: ${errors[0]?.message ?? 'an error without a message'}`;
  const ran = stats.expected + stats.skipped + stats.unexpected + stats.flaky;
  if (ran !== planned) return `Playwright ran ${ran} tests of ${planned}`;
  if (stats.unexpected !== failing) return `Playwright failed ${stats.unexpected} tests, but ${failing} cases failed`;
  return exitCode === 0 || failing > 0 ? null : `Playwright ended with ${exitCode ?? 'a kill'} though nothing failed`;
}
