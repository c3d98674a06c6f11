import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateAllurePage, type AllurePage } from '../report/allure-html.ts';
import { completeAllureResults, type AllureSpelling } from '../report/allure.ts';
import { coverageTable } from '../report/coverage.ts';
import { summaryHtml } from '../report/html.ts';
import { runJson, type Spelling } from '../report/json.ts';
import { findingsNdjson } from '../report/ndjson.ts';
import type { RunSummary } from '../trace/finding.ts';

/** Writes a run's reports into its folder, to which paths in them are relative. The Allure page of an interrupted run is left to `pushproof report`. */
export async function writeReports(
  folder: string,
  summary: RunSummary,
  spelling: Spelling & AllureSpelling & { readonly capture: string | null },
  signal: AbortSignal,
): Promise<AllurePage> {
  const results = join(folder, 'allure-results');
  await mkdir(results, { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'run.json'), `${JSON.stringify(runJson('run', summary, spelling), null, 1)}\n`),
    writeFile(join(folder, 'findings.ndjson'), findingsNdjson(summary, spelling)),
    writeFile(join(folder, 'coverage.md'), coverageTable(summary, spelling.masking)),
    completeAllureResults(results, summary, spelling),
  ]);
  const page: AllurePage = summary.interrupted
    ? { kind: 'none', reason: `interrupted; \`pushproof report ${folder}\` makes it` }
    : await generateAllurePage(results, join(folder, 'allure-report'), { environment: process.env, signal });
  const allure = page.kind === 'written' ? 'allure-report/index.html' : null;
  await writeFile(join(folder, 'summary.html'), summaryHtml(summary, spelling, { allure, capture: spelling.capture }));
  return page;
}
