import pc from 'picocolors';
import type { Paint } from '../report/console.ts';
import { makeProgress, noProgress, type Progress } from '../report/progress.ts';

/** Columns of lines that go to no terminal, and of a terminal that does not know its own. */
const FILE_COLUMNS = 160;
const USUAL_COLUMNS = 80;

/** Colours where stdout takes them (NO_COLOR and FORCE_COLOR are honoured). */
export const paint: Paint = { bold: pc.bold, dim: pc.dim, green: pc.green, red: pc.red, yellow: pc.yellow };

/** Progress on stderr; silent when `quiet`. */
export function progressOnStderr(quiet: boolean): Progress {
  if (quiet) return noProgress;
  const { isTTY, columns } = process.stderr;
  const screen = { isTTY, columns: isTTY ? columns || USUAL_COLUMNS : FILE_COLUMNS, write };
  return makeProgress(screen, () => performance.now());
}

function write(text: string): void {
  process.stderr.write(text);
}

/** How wide the closing screen may be. */
export function stdoutColumns(): number {
  return process.stdout.isTTY ? process.stdout.columns || USUAL_COLUMNS : FILE_COLUMNS;
}

/** Prints to stdout and waits until it is taken: a pipe may be slower than we end. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
