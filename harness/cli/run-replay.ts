import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import { failureText } from '../report/failure.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { maskingOf } from '../report/masking.ts';
import { commit, version } from '../report/version.ts';
import { campaign } from '../run/fuzz/campaign.ts';
import { foundBy, type LawFile } from '../run/fuzz/counterexample-file.ts';
import { loadFuzzers } from '../run/fuzz/load-fuzzers.ts';
import { openStage } from '../run/fuzz/stage.ts';
import { keyOf, subjectOfLaw } from '../run/fuzz/subjects.ts';
import { loadCase, loadKnown } from '../run/load-case.ts';
import { didYouMean } from '../run/nearest.ts';
import { runCase } from '../run/run-case.ts';
import { maskNumber } from '../run/target.ts';
import { selectProfile, selectTls, type ProfileOptions } from './select-profile.ts';
import { listenForStop } from './signals.ts';
import { print, progressOnStderr } from './terminal.ts';

/** The options of `pushproof replay`, as commander gives them. */
export type ReplayRequest = ProfileOptions & {
  readonly file: string;
  readonly world: 'live' | 'sim';
  readonly seed: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** How a replay ended: what was found is found no more, or again, or it could not be told. */
type Outcome = 'FIXED' | 'FAILED' | 'ERROR';

const EXIT_CODES: Readonly<Record<Outcome, number>> = { FIXED: 0, FAILED: 1, ERROR: 5 };

type Replayed = {
  readonly outcome: Outcome;
  /** Failed requirements; of an error why. */
  readonly requirements: readonly string[];
  readonly reason: string | null;
  /** For people. */
  readonly text: string;
};

/** Does what `pushproof replay` was asked for; resolves to the exit code. */
export async function runReplay(request: ReplayRequest): Promise<number> {
  const progress = progressOnStderr(request.quiet === true);
  try {
    const text = await readFile(request.file, 'utf8').catch(() => {
      throw new UsageError(request.file, 'no such file', 'Name a counterexample of `pushproof fuzz`, or a case file.');
    });
    progress.take({ kind: 'phase', text: `replaying ${request.file}` });
    const replayed = request.file.endsWith('.json')
      ? await replayLaw(request.file, text)
      : await replayCase(request, text);
    progress.close();
    if (replayed === null) return 130;
    await print(request.json === true ? jsonOf(request, replayed) : textOf(replayed));
    return EXIT_CODES[replayed.outcome];
  } finally {
    progress.close();
  }
}

/** A case under the seed and name that it was found with, where the file says them. */
async function replayCase(request: ReplayRequest, text: string): Promise<Replayed | null> {
  const { file } = request;
  const origin = foundBy(text);
  const read = await loadCase(resolve(file), file, await loadKnown());
  // What was found need not be exercised any more once it is mended.
  const one = origin === null ? read : { ...read, requirements: [] };
  const { world, settings } = await openStage(await selectProfile(request), {
    ...request,
    tls: await selectTls(request),
  });
  const stop = listenForStop();
  void stop.happened.then(() => world.close());
  try {
    const found: Replayed[] = [];
    for (const variant of one.variants) {
      const key = origin === null ? (variant === '' ? one.id : `${one.id}#${variant}`) : keyOf(origin.fuzzer);
      const result = await runCase({ key, case: one, variant }, world, settings);
      if (stop.signal.aborted) return null;
      const failed = [...result.judgement].filter(([, { verdict }]) => verdict === 'fail').map(([id]) => id);
      const { verdict } = result;
      const { catalogue } = settings.court;
      const replay = `npx pushproof replay ${file}`;
      found.push({
        outcome: verdict === 'fail' ? 'FAILED' : verdict === 'pass' || verdict === 'none' ? 'FIXED' : 'ERROR',
        requirements: failed,
        reason: result.reason === null ? null : maskingOf(result.trace, maskNumber).text(result.reason),
        text: failureText(result, { catalogue, mask: maskNumber, replay, octets: false }) ?? '',
      });
    }
    const worst = (['ERROR', 'FAILED', 'FIXED'] as const).find((outcome) =>
      found.some((replayed) => replayed.outcome === outcome),
    );
    return found.find(({ outcome }) => outcome === worst) ?? null;
  } finally {
    stop.release();
    await world.close();
  }
}

async function replayLaw(file: string, text: string): Promise<Replayed> {
  const { fuzzer: name, seed, path } = lawFile(file, text);
  const fuzzers = await loadFuzzers();
  const fuzzer = fuzzers.get(name);
  if (fuzzer?.kind !== 'law') {
    throw new UsageError(file, `no law is called ${name}`, didYouMean(name, [...fuzzers.keys()], 'Fuzzers'));
  }
  const options = { runs: 1, forMs: null, seed, path, roundsDone: 0, maxFindings: 1 };
  const watch = { nowMs: () => performance.now(), stopped: () => false, progress: () => undefined };
  const { counterexamples } = await campaign(subjectOfLaw(fuzzer), { ...options, ...watch });
  const breach = counterexamples[0]?.breach;
  if (breach === undefined) return { outcome: 'FIXED', requirements: [], reason: null, text: '' };
  return {
    outcome: 'FAILED',
    requirements: [breach.requirement],
    reason: breach.actual,
    text: `${breach.requirement}\nexpected  ${breach.expected}\nactual    ${breach.actual}\n`,
  };
}

function lawFile(file: string, text: string): LawFile {
  try {
    const read = JSON.parse(text) as Partial<LawFile>;
    if (typeof read.fuzzer === 'string' && typeof read.seed === 'number' && typeof read.path === 'string')
      return read as LawFile;
  } catch {
    // What is no JSON is no counterexample either.
  }
  throw new UsageError(
    file,
    'is no counterexample',
    'Name a file of counterexamples/ in a folder of `pushproof fuzz`.',
  );
}

function textOf({ outcome, reason, text }: Replayed): string {
  const why = outcome === 'ERROR' && reason !== null ? `: ${reason}` : '';
  return `${text}${text === '' ? '' : '\n'}${outcome}${why}\n`;
}

function jsonOf({ file, seed, world }: ReplayRequest, { outcome, requirements, reason }: Replayed): string {
  const head = { schema: JSON_SCHEMA, command: 'replay', version: version(), commit: commit() };
  const verdict = { FIXED: 'pass', FAILED: 'fail', ERROR: 'error' }[outcome];
  return `${JSON.stringify({ ...head, file, world, seed, verdict, outcome, requirements, reason })}\n`;
}
