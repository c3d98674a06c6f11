import { builtInProfile } from '../run/load-profile.ts';
import { judge } from '../run/judge.ts';
import { startRun } from '../run/run.ts';
import type { Trace } from '../trace/event.ts';
import { loadHarness } from '../run/run.ts';
import { defineBench, quantile } from './define.ts';

const ROUNDS = 5;

/** Every oracle on the traces of the quick cases, against the time that making these traces takes. */
export default defineBench({
  title: 'Judging the quick cases',
  measure: async ({ nowMs }) => {
    const { oracles, catalogue } = await loadHarness();
    const profile = builtInProfile();
    const making: number[] = [];
    const judging: number[] = [];
    for (let at = 0; at < ROUNDS; at += 1) {
      const run = await startRun({
        iut: 'chain',
        profile,
        world: 'sim',
        cases: [],
        suites: [],
        requirements: [],
        grep: [],
        shard: null,
        workers: 1,
        seed: 1,
        quick: true,
        strict: false,
        progress: () => undefined,
      });
      const beganMs = nowMs();
      const traces: Trace[] = [];
      for (const { key } of run.planned) traces.push((await run.ask(key)).trace);
      const ranMs = nowMs() - beganMs;
      await run.finish(false);
      const judgedFromMs = nowMs();
      // As copies: what oracles remember of a trace they remember by its identity.
      for (const trace of traces)
        judge({ ...trace, events: [...trace.events] }, { oracles, catalogue, profile, iut: 'chain' });
      const judgedMs = nowMs() - judgedFromMs;
      judging.push(judgedMs / traces.length);
      making.push((ranMs - judgedMs) / traces.length);
    }
    return [
      {
        name: 'judging a case with every oracle',
        value: quantile(judging, 0.5),
        unit: 'ms',
        baseline: quantile(making, 0.5),
        against: 'performing it in virtual time',
      },
    ];
  },
});
