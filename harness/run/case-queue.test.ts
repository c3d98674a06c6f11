import { expect, test } from '@playwright/test';
import type { CaseResult } from '../trace/finding.ts';
import { parseLadder } from '../trace/ladder.ts';
import { makeCaseQueue } from './case-queue.ts';

const rest = { variants: [''], connection: 'shared', quick: false, transactionMs: null, scripted: [] } as const;
const cases = ['a', 'b', 'c'].map((key): CaseResult => ({
  key,
  case: { id: key, title: key, requirements: [], steps: [], ...rest },
  variant: '',
  verdict: 'pass',
  reason: null,
  durationMs: 0,
  trace: parseLadder('-- observed smpp: ppg smsc --'),
  judgement: new Map(),
}));
const [first] = cases;
const silent = (): void => undefined;

test('the first asking starts all cases in order, no more at once than there are workers', async () => {
  const started: string[] = [];
  const ends = new Map<string, (result: CaseResult) => void>();
  const queue = makeCaseQueue(
    cases,
    2,
    ({ key }) => {
      started.push(key);
      return new Promise((resolve) => ends.set(key, resolve));
    },
    silent,
  );
  const keys = cases.map(({ key }) => key);
  const asked = queue.ask(keys[2] ?? '');
  expect(started).toEqual(keys.slice(0, 2));
  for (const one of cases) {
    ends.get(one.key)?.(one);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await asked).toBe(cases[2]);
  expect(started).toEqual(keys);
  expect(queue.finished()).toEqual(cases);
});

test('what ends after the stop has not finished', async () => {
  let end: (result: CaseResult) => void = silent;
  const queue = makeCaseQueue(cases, 1, () => new Promise((resolve) => (end = resolve)), silent);
  const asked = queue.ask(first?.key ?? '');
  queue.stop();
  if (first !== undefined) end(first);
  await asked;
  expect(queue.finished()).toEqual([]);
});

test('who asks for a case that is not planned is told', async () => {
  await expect(makeCaseQueue(cases, 1, () => Promise.reject(new Error('never')), silent).ask('x')).rejects.toThrow(
    'not planned: x',
  );
});
