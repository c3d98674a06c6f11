import type { Profile } from '../core/profile.ts';
import type { RunSummary } from '../trace/finding.ts';
import { correctPackageSmsc, startPackageSmsc, type PackageSmscBehaviour } from '../world/package-smsc.ts';
import { loadCases } from './load-case.ts';
import { profileFromTarget } from './load-profile.ts';
import { startRun } from './run.ts';

/** What an SMSC is judged by beside the protocol itself, of which the package leaves much out. */
const SUITES = /^suites\/(segmentation|smpp-transaction)\//;
/** Hundreds of pushes at once are too long for a test; the package reads no PDU above 16 KiB, and text only as strings. */
const UNFIT = /counter-comes-round|more-than-255|\/text-/;

/** A third party of which only the URL is known. */
export function urlProfile(port: number): Profile {
  return profileFromTarget('smsc', `smpp://pushproof:secret08@127.0.0.1:${port}`);
}

/** A third party with the times of a laboratory, so that what never comes is known soon. */
export function laboratoryProfile(port: number): Profile {
  const profile = urlProfile(port);
  return {
    ...profile,
    timers: { ...profile.timers, transactionMs: 2_000, notifyMs: 500 },
    smpp: { ...profile.smpp, deadlineSeconds: 2 },
    limits: { ...profile.limits, submitPerSecond: 200 },
  };
}

/** Runs cases, all of segmentation and transaction if none are named, against a third party's SMSC. */
export async function certify(profile: Profile, wanted: readonly string[]): Promise<RunSummary> {
  const all = (await loadCases()).map(({ id }) => id).filter((id) => SUITES.test(id) && !UNFIT.test(id));
  const run = await startRun({
    iut: 'smsc',
    profile,
    world: 'live',
    cases: wanted.length > 0 ? wanted : all,
    suites: [],
    requirements: [],
    grep: [],
    quick: false,
    shard: null,
    workers: 8,
    seed: 1,
    strict: false,
    progress: () => undefined,
  });
  await Promise.all(run.planned.map(({ key }) => run.ask(key)));
  return run.finish(false);
}

/** An SMSC of another make for as long as it is used. */
export async function withSmsc<T>(
  behaviour: Partial<PackageSmscBehaviour>,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const smsc = await startPackageSmsc({ ...correctPackageSmsc, ...behaviour });
  try {
    return await use(smsc.port);
  } finally {
    await smsc.close();
  }
}

/** The requirements that came out so. */
export function outcomes(summary: RunSummary, outcome: string): readonly string[] {
  return summary.requirements
    .filter((one) => one.outcome === outcome)
    .map(({ requirement }) => requirement.id)
    .sort();
}

/** Does something with each row, a few at a time; the answers in the rows' order. */
export async function aFewAtATime<Row, Answer>(
  rows: readonly Row[],
  count: number,
  of: (row: Row) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < rows.length; at += count)
    answers.push(...(await Promise.all(rows.slice(at, at + count).map(of))));
  return answers;
}
