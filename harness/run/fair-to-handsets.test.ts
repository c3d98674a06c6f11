import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { RunSummary } from '../trace/finding.ts';
import { packageRoot } from './discover.ts';
import { profileFromTarget } from './load-profile.ts';
import { startRun } from './run.ts';

const OTHER = path.join(packageRoot(), 'harness/world/other-handset.mjs');
/** Runs at once: they wait more than they work. */
const AT_ONCE = 5;

type Behaviour = Readonly<Record<string, unknown>>;

/** The odder readings all at once. */
const ODD: Behaviour = {
  key: [],
  conflict: 'last',
  remembers: false,
  ignored: 'shown',
  damaged: 'data',
  timeFrom: 'never',
  order: 'show-first',
  showsUnknown: true,
};

/** Handsets that take another reading than ours where the standards leave room, and cases that show it. */
const correct: readonly (readonly [what: string, behaviour: Behaviour, cases: readonly string[]])[] = [
  ['keeps the recipient in the key', { key: ['bits', 'total', 'ports', 'recipient'] }, ['interleaved-pushes']],
  ['has no total in its key', { key: ['bits', 'ports'] }, ['totals-that-differ', 'interleaved-pushes']],
  ['has no ports in its key', { key: ['bits', 'total'] }, ['segments-for-two-ports', 'interleaved-pushes']],
  [
    'has no size of reference in its key',
    { key: ['total', 'ports'] },
    ['references-of-two-sizes', 'interleaved-pushes'],
  ],
  ['has originator and reference alone in its key', { key: [] }, ['references-of-two-sizes', 'totals-that-differ']],
  ['keeps the last of two contents', { conflict: 'last' }, ['conflicting-contents', 'each-segment-twice']],
  ['gives a push up over two contents', { conflict: 'none' }, ['conflicting-contents', 'each-segment-twice']],
  ['shows a whole second copy again', { remembers: false }, ['whole-push-comes-twice', 'each-segment-twice']],
  ['shows what has ignored numbering', { ignored: 'shown' }, ['index-that-is-none', 'total-of-zero']],
  ['stores what has ignored numbering', { ignored: 'stored' }, ['index-that-is-none', 'total-of-zero']],
  ['gives what has ignored numbering to its port', { ignored: 'port', showsUnknown: true }, ['index-that-is-none']],
  ['takes a malformed header for user data', { damaged: 'data' }, ['malformed-headers']],
  ['counts its time from the last segment', { timeFrom: 'last', reassemblyMs: 3000 }, ['interleaved-pushes']],
  ['never forgets an incomplete push', { timeFrom: 'never' }, ['segment-that-never-comes', 'interleaved-pushes']],
  ['refuses a third incomplete push', { openSets: 2 }, ['flood-of-first-segments', 'interleaved-pushes']],
  ['drops the oldest of three', { openSets: 2, whenFull: 'oldest' }, ['flood-of-first-segments', 'interleaved-pushes']],
  ['shows before it acknowledges', { order: 'show-first' }, ['last-segment-first', 'each-segment-twice']],
  ['takes its time to acknowledge', { ackMs: 200 }, ['last-segment-first', 'one-segment-of-one']],
  ['shows what it does not know', { showsUnknown: true }, ['unusual-headers', 'text-in-segments']],
  ['leaves nothing as we do', ODD, ['malformed-headers', 'conflicting-contents', 'text-in-segments']],
];

/** Near misses: the rule that each breaks, and the case that shows it. */
const broken: readonly (readonly [flaw: string, rule: string, shownBy: string])[] = [
  ['silent-on-damaged-header', 'RSM-025', 'malformed-headers'],
  ['header-left-in-later-segments', 'RSM-001', 'every-order-of-four-segments'],
  ['drops-the-last-octet', 'RSM-001', 'every-order-of-four-segments'],
  ['acknowledges-the-last-only', 'STP-06', 'last-segment-first'],
  ['arrival-order', 'RSM-002', 'last-segment-first'],
  ['appends-repeats', 'RSM-003', 'each-segment-twice'],
  ['shows-again-on-late-repeat', 'RSM-004', 'segment-comes-again-after-the-push'],
  ['shows-late-repeat-alone', 'RSM-004', 'segment-comes-again-after-the-push'],
  ['index-zero-counts', 'RSM-005', 'index-that-is-none'],
  ['index-above-total-counts', 'RSM-005', 'index-that-is-none'],
  ['total-zero-completes', 'RSM-006', 'total-of-zero'],
  ['total-not-looked-at', 'RSM-007', 'totals-that-differ'],
  ['originator-not-looked-at', 'RSM-008', 'two-originators-with-one-reference'],
  ['one-set-only', 'RSM-010', 'interleaved-pushes'],
  ['appends-conflicts', 'RSM-013', 'conflicting-contents'],
  ['mixes-conflicts', 'RSM-013', 'conflicting-contents'],
  ['ports-first-only', 'RSM-014', 'unusual-headers'],
  ['stops-at-unknown-element', 'RSM-014', 'unusual-headers'],
  ['first-element-counts', 'RSM-015', 'two-concatenation-elements'],
  ['damaged-header-counts', 'RSM-016', 'malformed-headers'],
  ['crashes-on-damaged-header', 'RSM-016', 'malformed-headers'],
  ['falls-silent-when-full', 'RSM-017', 'flood-of-first-segments'],
  ['waits-for-more-at-one', 'RSM-019', 'one-segment-of-one'],
  ['fixed-size-slots', 'RSM-020', 'short-first-segment'],
  ['fill-bits-kept', 'RSM-021', 'text-in-segments'],
];

async function certify(behaviour: Behaviour, cases: readonly string[]): Promise<RunSummary> {
  const command = `exec:${process.execPath} ${OTHER} stdio '${JSON.stringify(behaviour)}'`;
  const run = await startRun({
    iut: 'handset',
    profile: profileFromTarget('handset', command),
    world: 'live',
    cases,
    suites: [],
    requirements: [],
    grep: [],
    quick: false,
    shard: null,
    workers: cases.length,
    seed: 1,
    strict: false,
    progress: () => undefined,
  });
  await Promise.all(run.planned.map(({ key }) => run.ask(key)));
  return run.finish(false);
}

/** What each run came to, a few of them at a time. */
async function all<T>(items: readonly T[], what: (item: T) => Promise<RunSummary>): Promise<readonly RunSummary[]> {
  const done: RunSummary[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(what))));
  }
  return done;
}

function outcomes(summary: RunSummary, wanted: readonly string[]): readonly string[] {
  return summary.requirements.flatMap(({ requirement, outcome, reason }) =>
    wanted.includes(outcome) ? [`${requirement.id}: ${reason ?? ''}`] : [],
  );
}

test.setTimeout(300_000);

test('correct handsets of every reading get no fail and no error, and pass', async () => {
  const summaries = await all(correct, async ([, behaviour, cases]) => certify(behaviour, cases));
  const told = summaries.map((one, at) => [correct[at]?.[0], outcomes(one, ['fail', 'error']), one.exitCode]);
  expect(told).toEqual(correct.map(([what]) => [what, [], 0]));
});

test('near misses fail the rule that they break, and exit 1', async () => {
  const summaries = await all(broken, async ([flaw, , shownBy]) => {
    // What it breaks must not be hidden by its key.
    const key = flaw === 'total-not-looked-at' ? { key: ['bits', 'ports'] } : {};
    return certify({ flaws: [flaw], ...key }, [shownBy]);
  });
  const told = summaries.map(({ requirements, exitCode }, at) => {
    const [flaw, rule] = broken[at] ?? ['', ''];
    return [flaw, requirements.find(({ requirement }) => requirement.id === rule)?.outcome, exitCode];
  });
  expect(told).toEqual(broken.map(([flaw]) => [flaw, 'fail', 1]));
});
