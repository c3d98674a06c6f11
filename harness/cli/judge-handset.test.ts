import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { bin, emptyFolder, pushproof } from './test-call.ts';

const CASES = ['lone-message-is-presented', 'last-segment-first', 'segments-in-order-make-one-push'];
const OWN = `exec:${process.execPath} ${bin} serve handset --stdio`;

type Told = {
  readonly verdict: string;
  readonly requirements: Readonly<Record<string, string>>;
};

let folder = '';
test.beforeAll(async () => {
  folder = await emptyFolder();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function judged(target: string, cases: readonly string[]) {
  const { code, stdout } = await pushproof(['run', '--iut', 'handset', '--target', target, '--json', ...cases], folder);
  return { code, told: JSON.parse(stdout) as Told };
}

test('our own handset behind the adapter passes as a third party; what needs a time that it does not state is not applicable', async () => {
  const { code, told } = await judged(OWN, CASES);
  const { requirements } = told;
  expect([code, told.verdict]).toEqual([0, 'pass']);
  expect([requirements['RSM-001'], requirements['RSM-002'], requirements['STP-06']]).toEqual(['pass', 'pass', 'pass']);
  expect([requirements['RSM-011'], requirements['TXN-004']]).toEqual(['notApplicable', 'none']);
});

test('a handset that leaves a header in the body fails RSM-001 behind the adapter', async () => {
  const { code, told } = await judged(`${OWN} --mutant header-left-in-the-body`, CASES.slice(2));
  expect([code, told.requirements['RSM-001']]).toEqual([1, 'fail']);
});
