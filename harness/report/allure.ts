import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Status, type TestResult } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';
import type { RunSummary } from '../trace/finding.ts';
import { CASE_LABEL, tellResult, type Telling } from './allure-result.ts';
import type { FailureContext } from './failure.ts';
import type { Masking } from './masking.ts';
import { commit, version } from './version.ts';

/** How Allure groups what did not pass: by its status, and by the verdict that its message begins with. */
const CATEGORIES: readonly Category[] = [
  { name: 'Breached requirements', matchedStatuses: [Status.FAILED] },
  { name: 'Errors of the harness', matchedStatuses: [Status.BROKEN] },
  { name: 'Inconclusive', matchedStatuses: [Status.SKIPPED], messageRegex: '(?s).*inconc: .*' },
  { name: 'Not exercised', matchedStatuses: [Status.SKIPPED] },
];

/** How results write what must be masked, and what failures are told with. */
export type AllureSpelling = { readonly masking: Masking; readonly contextOf: (key: string) => FailureContext };

/** Adds to Allure results what Playwright's reporter cannot know: environment, categories, executor, and each case's story. */
export async function completeAllureResults(
  resultsFolder: string,
  summary: RunSummary,
  spelling: AllureSpelling,
): Promise<void> {
  await tellResults(resultsFolder, summary, spelling);
  const environment = {
    verdict: summary.verdict,
    judged: summary.iut,
    target: summary.target ?? 'built-in',
    profile: summary.profileName,
    pushproof: [version(), commit().slice(0, 12)].join(' ').trim(),
    world: summary.world,
    seed: String(summary.seed),
    node: process.version,
  };
  const executor = {
    name: 'pushproof',
    type: 'pushproof',
    buildName: `${summary.startedUtc} ${summary.iut}`,
    reportName: `pushproof: ${summary.profileName}: ${summary.verdict}`,
  };
  await Promise.all([
    writeFile(join(resultsFolder, 'environment.properties'), properties(environment)),
    writeFile(join(resultsFolder, 'categories.json'), JSON.stringify(CATEGORIES, null, 1)),
    writeFile(join(resultsFolder, 'executor.json'), JSON.stringify(executor, null, 1)),
  ]);
}

/** Every result of Playwright's names its case; what another run told already stays as it is. */
async function tellResults(folder: string, summary: RunSummary, { masking, contextOf }: AllureSpelling): Promise<void> {
  const cases = new Map(summary.cases.map((one) => [one.key, one]));
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('-result.json'))) {
    const file = join(folder, name);
    const result = JSON.parse(await readFile(file, 'utf8')) as TestResult;
    const key = result.labels.find((label) => label.name === CASE_LABEL)?.value;
    const told = key === undefined ? undefined : cases.get(key);
    if (told === undefined) continue;
    const telling: Telling = { iut: summary.iut, masking, context: contextOf(told.key) };
    await writeFile(file, JSON.stringify(tellResult(result, told, telling)));
  }
}

/** Java's properties format: `\` escapes. */
function properties(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} = ${value.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}\n`)
    .join('');
}
