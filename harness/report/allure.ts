import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Status } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';
import type { RunSummary } from '../trace/finding.ts';
import { commit, version } from './version.ts';

/** How Allure groups what did not pass; the test's message begins with requirement or verdict. */
const CATEGORIES: readonly Category[] = [
  {
    name: 'Breached requirements',
    matchedStatuses: [Status.FAILED],
    messageRegex: '(?s)^\\S+ (MUST|SHOULD|MAY).*? fail .*',
  },
  { name: 'Errors of the harness', matchedStatuses: [Status.FAILED, Status.BROKEN] },
  { name: 'Inconclusive', matchedStatuses: [Status.SKIPPED], messageRegex: '(?s).*inconc: .*' },
  { name: 'Not exercised', matchedStatuses: [Status.SKIPPED] },
];

/** Adds to Allure results what Playwright's reporter cannot know: environment, categories, executor. */
export async function completeAllureResults(resultsFolder: string, summary: RunSummary): Promise<void> {
  const environment = {
    pushproof: [version(), commit().slice(0, 12)].join(' ').trim(),
    iut: summary.iut,
    target: summary.target ?? 'built-in',
    profile: summary.profileName,
    world: summary.world,
    seed: String(summary.seed),
    verdict: summary.verdict,
    node: process.version,
  };
  const executor = {
    name: 'pushproof',
    type: 'pushproof',
    buildName: `${summary.startedUtc} ${summary.iut}`,
    reportName: `pushproof: ${summary.profileName}`,
  };
  await Promise.all([
    writeFile(join(resultsFolder, 'environment.properties'), properties(environment)),
    writeFile(join(resultsFolder, 'categories.json'), JSON.stringify(CATEGORIES, null, 1)),
    writeFile(join(resultsFolder, 'executor.json'), JSON.stringify(executor, null, 1)),
  ]);
}

/** Java's properties format: `\` escapes. */
function properties(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} = ${value.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}\n`)
    .join('');
}
