import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { askLab } from './lab-client.ts';
import { readPlan, type PlannedTest } from './test-plan.ts';

/** Declares one test for each planned case of a suite; the lab runs and judges it, the test only tells. */
export function suite(name: string): void {
  const plan = readPlan(process.env);
  if (plan === null) return;
  for (const planned of plan.tests.filter((one) => one.suite === name)) {
    test(planned.title, { tag: planned.requirements.map((id) => `@${id}`), annotation: labels(planned) }, async () => {
      test.setTimeout(planned.timeoutMs);
      await tell(plan.socket, planned.key);
    });
  }
}

/** How the report knows the test again, and who looks for a requirement finds it. */
function labels({ key, requirements }: PlannedTest): { type: string; description: string }[] {
  return [
    { type: '@allure.label.case', description: key },
    ...requirements.map((id) => ({ type: '@allure.label.requirement', description: id })),
    ...requirements.map((id) => ({ type: 'tms', description: id })),
  ];
}

/** `fail` and `error` fail the test; `inconc` and `none` skip it, so that neither is taken for a pass. */
async function tell(address: string, key: string): Promise<void> {
  const { verdict, reason, failure, attachments } = await askLab(address, key);
  test.info().attachments.push(...attachments);
  if (verdict === 'fail' || verdict === 'error') {
    throw plain(failure === null ? `${verdict}: ${reason ?? 'no reason given'}` : readFileSync(failure, 'utf8'));
  }
  test.skip(verdict === 'inconc' || verdict === 'none', `${verdict}: ${reason ?? 'no reason given'}`);
}

/** An error whose text is all there is to see: where it was thrown tells nobody anything. */
function plain(text: string): Error {
  const error = new Error(text);
  error.stack = text;
  return error;
}
