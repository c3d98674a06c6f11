import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { readPlan, type RunPlan } from './harness/run/test-plan.ts';

const plan = readPlan(process.env);

/** From the Allure page in the run's folder to the summary beside it. */
const requirementLink = { urlTemplate: '../summary.html#%s', nameTemplate: '%s' };

export default plan === null ? unitTests() : plannedRun(plan);

/** `npm run test:unit`. */
function unitTests(): ReturnType<typeof defineConfig> {
  return defineConfig({
    outputDir: '.out/artifacts',
    retries: 0,
    forbidOnly: true,
    // The long tests wait for timers of peers on sockets: one alone leaves a machine idle.
    workers: 2,
    projects: [{ name: 'unit', testDir: 'harness', testMatch: '**/*.test.ts', timeout: 60_000 }],
  });
}

/** `pushproof run`: the lab runs the cases, one worker asks for them in order. */
function plannedRun({ folder, project, globalTimeoutMs }: RunPlan): ReturnType<typeof defineConfig> {
  return defineConfig({
    outputDir: join(folder, 'artifacts'),
    retries: 0,
    workers: 1,
    globalTimeout: globalTimeoutMs,
    reporter: [
      ['json', { outputFile: join(folder, 'results.json') }],
      ['junit', { outputFile: join(folder, 'junit.xml') }],
      [
        'allure-playwright',
        { resultsDir: join(folder, 'allure-results'), detail: false, links: { tms: requirementLink } },
      ],
    ],
    projects: [{ name: project, testDir: 'suites', testMatch: /\.spec\.[jt]s$/ }],
  });
}
