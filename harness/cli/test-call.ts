import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a call of the command line did. */
export type Call = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** The way in, as npm links it. */
export const bin = fileURLToPath(new URL('../bin.mjs', import.meta.url));

/** A call that takes longer is stopped. */
const LIMIT_MS = 120_000;

/** Calls `pushproof` with arguments in a working folder; `watch` sees stderr as it grows, and may signal. */
export function pushproof(
  args: readonly string[],
  cwd: string,
  watch: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Call> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { ...environment, NO_COLOR: '1' },
      timeout: LIMIT_MS,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      watch(stderr, (signal) => child.kill(signal));
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** An empty folder to call from. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pushproof-cli-'));
}
