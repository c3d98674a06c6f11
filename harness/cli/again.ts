import { cp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NothingSelected } from '../core/nothing-selected.ts';
import type { Profile } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Verdict } from '../core/verdict.ts';
import { caseFolder } from '../report/case-folder.ts';
import type { JudgementJson } from '../report/case-files.ts';
import type { CaseJson, RunJson } from '../report/json.ts';
import { addUp, exitCodeOf, verdictOf } from '../run/add-up.ts';
import { loadCases } from '../run/load-case.ts';
import { loadHarness } from '../run/run.ts';
import type { CaseResult, Judgement, RunSummary } from '../trace/finding.ts';
import { traceFromJsonl } from '../trace/jsonl.ts';
import { openRunFolder } from './run-folder.ts';

/** An earlier run: where it lies, what is to be run again, what stands. */
export type EarlierRun = {
  readonly folder: string;
  readonly again: readonly string[];
  readonly standing: readonly CaseJson[];
};

const TO_RUN_AGAIN: readonly string[] = ['fail', 'inconc', 'error'];

/** Reads what of an earlier run failed, was inconclusive or, interrupted, did not finish; it must have judged the same IUT. */
export async function readEarlierRun(path: string, { iut }: Profile): Promise<EarlierRun> {
  const folder = await openRunFolder(path);
  const earlier = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunJson;
  if (earlier.iut !== iut) {
    throw new UsageError(
      `--again ${path}`,
      `judged ${earlier.iut}, this call judges ${iut}`,
      `Name the same IUT: --iut ${earlier.iut}.`,
    );
  }
  const isOpen = ({ verdict }: CaseJson): boolean =>
    TO_RUN_AGAIN.includes(verdict) || (earlier.interrupted && verdict === 'none');
  const again = earlier.cases.filter(isOpen).map(keyOf);
  if (again.length === 0) throw new NothingSelected(`nothing failed or was inconclusive or unfinished in ${path}`);
  return { folder, again, standing: earlier.cases.filter((one) => !isOpen(one)) };
}

/** Both runs as one: cases that were run again count with their new verdict. Copies the standing cases' files into `folder`. */
export async function mergeRuns(
  earlier: EarlierRun,
  folder: string,
  summary: RunSummary,
  { profile, strict }: { readonly profile: Profile; readonly strict: boolean },
): Promise<RunSummary> {
  const [known, { oracles, catalogue }] = await Promise.all([loadCases(), loadHarness()]);
  const standing = await Promise.all(
    earlier.standing.map(async (one) => {
      const here = known.find(({ id }) => id === one.id);
      await cp(join(earlier.folder, caseFolder(keyOf(one))), join(folder, caseFolder(keyOf(one))), { recursive: true });
      return here === undefined ? [] : [await standingResult(one, here, join(folder, caseFolder(keyOf(one))))];
    }),
  );
  await copyAllureResults(earlier.folder, folder);
  const cases = [...standing.flat(), ...summary.cases].sort((a, b) => (a.key < b.key ? -1 : 1));
  const court = { oracles, catalogue, profile, iut: summary.iut };
  const requirements = addUp(cases, () => true, court, strict);
  const exitCode = summary.interrupted || summary.exitCode === 5 ? summary.exitCode : exitCodeOf(requirements, cases);
  const note = `merged: ${standing.flat().length} cases keep the verdict of ${basename(earlier.folder)}`;
  return {
    ...summary,
    verdict: verdictOf(requirements, exitCode),
    exitCode,
    cases,
    requirements,
    traceDigest: null,
    notes: [...summary.notes, note],
  };
}

/** Names the earlier run for a case that was not run again. */
export function originOf(earlier: EarlierRun | null, key: string): string | null {
  return earlier?.standing.some((one) => keyOf(one) === key) === true ? basename(earlier.folder) : null;
}

function keyOf({ id, variant }: CaseJson): string {
  return variant === '' ? id : `${id}#${variant}`;
}

async function standingResult(told: CaseJson, one: CaseResult['case'], folder: string): Promise<CaseResult> {
  const file = join(folder, 'trace.jsonl');
  const trace = traceFromJsonl(await readFile(file, 'utf8'), file);
  const { requirements } = JSON.parse(await readFile(join(folder, 'judgement.json'), 'utf8')) as JudgementJson;
  const judgement: Judgement = new Map(
    Object.entries(requirements).map(([requirement, { verdict, reason, findings }]) => [
      requirement,
      {
        verdict,
        reason,
        findings: findings.map((finding) => ({
          ...finding,
          requirement,
          evidence: trace.events.filter(({ seq }) => finding.evidence.includes(seq)),
        })),
      },
    ]),
  );
  const { variant, durationMs, reason } = told;
  return {
    key: keyOf(told),
    case: one,
    variant,
    verdict: told.verdict as Verdict,
    reason,
    durationMs,
    trace,
    judgement,
  };
}

/** Names are random, so nothing collides; a generator shows the newest result of each test. */
async function copyAllureResults(from: string, to: string): Promise<void> {
  const isResult = (path: string): boolean => !/(environment\.properties|categories\.json|executor\.json)$/.test(path);
  await cp(join(from, 'allure-results'), join(to, 'allure-results'), {
    recursive: true,
    force: false,
    filter: isResult,
  });
}
