import { setImmediate } from 'node:timers/promises';
import { PRIOR_ART, STORED_RETRY_MS, TRANSACTIONAL } from '../compare/designs.ts';
import { fates, outcomeOf, type Outcome } from '../compare/measure.ts';
import { DEADLINE_MS, SCENARIOS, type Scenario } from '../compare/scenarios.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { loadHarness } from '../run/run.ts';
import { listenForStop } from './signals.ts';
import { print, progressOnStderr } from './terminal.ts';

/** The options of `pushproof compare`, as commander gives them. */
export type CompareRequest = {
  readonly pushes?: number;
  readonly seed: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

const PUSHES = 64;

type Compared = { readonly scenario: Scenario; readonly priorArt: Outcome; readonly transactional: Outcome };

/** Measures both designs in every scenario; resolves to the exit code. */
export async function runCompare({ pushes = PUSHES, seed, json, quiet }: CompareRequest): Promise<number> {
  const progress = progressOnStderr(quiet === true);
  const stop = listenForStop();
  try {
    const { faults } = await loadHarness();
    const all: Compared[] = [];
    for (const scenario of SCENARIOS) {
      progress.take({ kind: 'phase', text: `${scenario.name}: ${pushes} pushes, both ways` });
      const stopped = async (): Promise<boolean> => {
        await setImmediate();
        return stop.signal.aborted;
      };
      const options = { chains: Math.ceil(pushes / scenario.pushes), seed, faults, stopped };
      const priorArt = outcomeOf(await fates(PRIOR_ART, scenario, options));
      const transactional = outcomeOf(await fates(TRANSACTIONAL, scenario, options));
      if (stop.signal.aborted) return 130;
      all.push({ scenario, priorArt, transactional });
    }
    progress.close();
    await print(json === true ? jsonOf(all, seed) : textOf(all));
    return 0;
  } finally {
    progress.close();
    stop.release();
  }
}

const MEASURES: readonly (readonly [key: keyof Outcome, name: string, unit: string])[] = [
  ['inTime', `shown within ${DEADLINE_MS / 1_000} s`, '%'],
  ['falselyTold', 'told delivered, and was not', '%'],
  ['medianMs', 'median latency', 'ms'],
  ['p95Ms', '95th percentile of latency', 'ms'],
];

/** What the columns mean. */
const ASSUMPTIONS = `prior art: each segment is accepted and stored by itself, sent again after ${STORED_RETRY_MS / 1_000} s, and its push told delivered at once
transactional: one transaction a push, ${DEADLINE_MS / 1_000} s, answered by its outcome

`;

function textOf(all: readonly Compared[]): string {
  const tables = all
    .map(({ scenario, priorArt, transactional }) => {
      const rows = MEASURES.map(
        ([key, name, unit]) =>
          `  ${name.padEnd(28)}${shown(priorArt[key], unit).padStart(14)}${shown(transactional[key], unit).padStart(16)}\n`,
      );
      return `${scenario.name.padEnd(30)}${'prior art'.padStart(14)}${'transactional'.padStart(16)}\n${rows.join('')}`;
    })
    .join('\n');
  return ASSUMPTIONS + tables;
}

function shown(value: number, unit: string): string {
  return Number.isNaN(value) ? '-' : `${value.toFixed(unit === '%' ? 1 : 0)} ${unit}`;
}

/** A ratio to a baseline of nothing is none: `null`. */
function jsonOf(all: readonly Compared[], seed: number): string {
  const figures = all.flatMap(({ scenario, priorArt, transactional }) =>
    MEASURES.map(([key, name, unit]) => {
      const [value, baseline] = [transactional[key], priorArt[key]];
      return {
        name: `${scenario.name}: ${name}`,
        value,
        unit,
        baseline,
        ratio: baseline === 0 ? null : value / baseline,
      };
    }),
  );
  const head = { schema: JSON_SCHEMA, command: 'compare', version: version(), commit: commit() };
  return `${JSON.stringify({ ...head, iut: 'chain', world: 'sim', seed, verdict: 'none', figures })}\n`;
}
