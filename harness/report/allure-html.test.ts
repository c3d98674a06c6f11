import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Requirement } from '../core/requirement.ts';
import { completeAllureResults } from './allure.ts';
import { generateAllurePage, type AllurePage } from './allure-html.ts';
import { findJava, type Environment } from './java.ts';
import { keepAtHome } from './keep-at-home.ts';
import { testMask, testSummary } from './test-summary.ts';

const withoutJava: Environment = { ...process.env, PATH: '/nonexistent', JAVA_HOME: '/nonexistent' };

const context = { catalogue: new Map<string, Requirement>(), mask: testMask, replay: '', octets: true };
const spelling = { masking: { text: (text: string): string => text }, contextOf: () => context };

/** Writes three results and generates their page; gives both. */
async function generate(environment: Environment): Promise<{ made: AllurePage; html: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pushproof-allure-test-'));
  try {
    const results = join(folder, 'allure-results');
    await mkdir(results);
    for (const [at, status] of ['passed', 'failed', 'skipped'].entries()) {
      const uuid = `00000000-0000-4000-8000-00000000000${at}`;
      const result = {
        ...{ uuid, historyId: `h${at}`, name: `case ${at}`, fullName: `suite#case ${at}`, status, stage: 'finished' },
        ...{ start: 1_700_000_000_000, stop: 1_700_000_000_100, labels: [], links: [], steps: [], parameters: [] },
        ...{ attachments: [], statusDetails: { message: 'STP-08d MUST fail' } },
      };
      await writeFile(join(results, `${uuid}-result.json`), JSON.stringify(result));
    }
    await completeAllureResults(results, testSummary(), spelling);
    const surroundings = { environment, signal: new AbortController().signal };
    const made = await generateAllurePage(results, join(folder, 'out'), surroundings);
    return { made, html: made.kind === 'written' ? await readFile(made.page, 'utf8') : '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The hosts that a browser would turn to by itself. */
function hostsAskedBy(html: string): readonly string[] {
  const tags = html.match(/<(script|link|img|iframe|object|embed|audio|video|source)\b[^>]*>/gi) ?? [];
  return tags.flatMap((tag) => /\b(?:src|href|data)\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]+)/i.exec(tag)?.[1] ?? []);
}

function assertStaysAtHome(html: string): void {
  assert.deepEqual(hostsAskedBy(html), []);
  assert.doesNotMatch(html, /googletagmanager|google-analytics|gtag\(/);
  assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline'/);
}

test('with Java the page is Allure 2’s, shows every test, and names no foreign host', async () => {
  test.skip((await findJava(process.env)) === null, 'no Java 8 or newer here');
  const { made, html } = await generate(process.env);
  expect(made).toMatchObject({ kind: 'written', tests: 3 });
  expect(made.kind === 'written' ? made.generator : '').toMatch(/^Allure 2\.\S+ on Java \d/);
  assertStaysAtHome(html);
});

test('without Java the page is Allure 3’s, shows every test, and names no foreign host', async () => {
  const { made, html } = await generate(withoutJava);
  expect(made).toMatchObject({ kind: 'written', tests: 3 });
  expect(made.kind === 'written' ? made.generator : '').toMatch(/^Allure 3\.\S+ on Node$/);
  expect(html).toContain('pushproof: Example SMSC');
  assertStaysAtHome(html);
});

test('a folder without results is said to be one', async () => {
  const surroundings = { environment: process.env, signal: new AbortController().signal };
  const made = await generateAllurePage('/nonexistent/allure-results', '/nonexistent/out', surroundings);
  expect(made).toEqual({ kind: 'none', reason: 'no Allure results in /nonexistent/allure-results' });
});

test('scripts from elsewhere and analytics are taken out, other scripts stay', () => {
  const html = `<head>
    <meta charset="utf-8">
    <script>const kept = 1;</script>
    <script async src="https://analytics.test/tag.js?id=1"></script>
    <script src="//cdn.test/x.js"></script>
    <script>function gtag(){} gtag('config');</script>
    <script src="data:text/javascript;base64,AAAA"></script>`;
  const page = keepAtHome(html);
  expect(hostsAskedBy(page)).toEqual([]);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain('const kept = 1');
});
