import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ratioOf, type Bench, type Figure, type Instruments } from '../bench/define.ts';
import { UsageError } from '../core/usage-error.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { discover } from '../run/discover.ts';
import { didYouMean } from '../run/nearest.ts';
import { listenForStop } from './signals.ts';
import { print, progressOnStderr } from './terminal.ts';

/** The options of `pushproof bench`, as commander gives them. */
export type BenchRequest = { readonly only: readonly string[]; readonly json?: boolean; readonly quiet?: boolean };

const FOLDER = 'harness/bench/';
const SUFFIX = '.bench.ts';

/** Measures and shows; resolves to the exit code. */
export async function runBench({ only, json, quiet }: BenchRequest): Promise<number> {
  const progress = progressOnStderr(quiet === true);
  const stop = listenForStop();
  // A measurement does not yield until it is done; nothing is lost by ending it.
  void stop.happened.then(() => process.exit(130));
  try {
    const benches = await selected(only);
    const figures: Figure[] = [];
    for (const [name, bench] of benches) {
      progress.take({ kind: 'phase', text: `${name}: ${bench.title}` });
      figures.push(...(await bench.measure(instruments())));
    }
    progress.close();
    await print(json === true ? jsonOf(figures) : figures.map(lineOf).join(''));
    return 0;
  } finally {
    progress.close();
    stop.release();
  }
}

async function selected(only: readonly string[]): Promise<readonly (readonly [string, Bench])[]> {
  const found = await discover<Bench>(FOLDER, SUFFIX);
  const all = found.map(({ path, value }) => [path.slice(FOLDER.length, -SUFFIX.length), value] as const);
  const known = all.map(([name]) => name);
  for (const name of only) {
    if (!known.includes(name))
      throw new UsageError(`--only ${name}`, 'no such bench', didYouMean(name, known, 'Benches'));
  }
  return all.filter(([name]) => only.length === 0 || only.includes(name));
}

/** Node hides its collector unless it is asked for; asking later works, too. */
function instruments(): Instruments {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return {
    nowMs: () => performance.now(),
    heapOctets: () => {
      collect();
      return process.memoryUsage().heapUsed;
    },
  };
}

const RATIO_DIGITS = 2;

function lineOf(figure: Figure): string {
  const { name, value, unit, baseline, against } = figure;
  return `${ratioOf(figure).toFixed(RATIO_DIGITS).padStart(7)} x  ${name}: ${shown(value)} ${unit}, ${shown(baseline)} ${unit} ${against}\n`;
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function jsonOf(figures: readonly Figure[]): string {
  const head = { schema: JSON_SCHEMA, command: 'bench', version: version(), commit: commit() };
  const told = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  return `${JSON.stringify({ ...head, verdict: 'none', figures: told })}\n`;
}
