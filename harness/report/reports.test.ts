import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { closingScreen, type Paint } from './console.ts';
import { coverageTable } from './coverage.ts';
import { failureText } from './failure.ts';
import { summaryHtml } from './html.ts';
import { runJson, type Spelling } from './json.ts';
import { maskingOfRun } from './masking.ts';
import { findingsNdjson } from './ndjson.ts';
import { caseResult, testMask, testRequirements, testSummary } from './test-summary.ts';

const summary = testSummary();
const masking = maskingOfRun(summary, testMask);
const spelling: Spelling = { masking, traceFile: (key) => `there/${key}`, origin: () => null };
const same = (text: string): string => text;
const paint: Paint = { bold: same, dim: same, green: same, red: same, yellow: same };
const context = {
  catalogue: new Map(testRequirements.map((row) => [row.id, row])),
  mask: testMask,
  replay: 'npx pushproof run x --seed 7',
  octets: true,
};

test('the object of --json has the fields that scripts rely on, and counts requirements', () => {
  const told = runJson('run', summary, spelling);
  assert.deepEqual(told.counts, { pass: 1, fail: 1, inconc: 0, none: 0, error: 0, notApplicable: 0 });
  assert.deepEqual(told.requirements, { 'STP-08d': 'fail', 'SEG-004': 'pass' });
  assert.deepEqual(
    told.cases.map(({ id, variant, verdict, durationMs }) => [id, variant, verdict, durationMs]),
    [
      ['suites/smpp-transaction/answers-once.case.yaml', '', 'pass', 12],
      ['suites/smpp-transaction/answers-twice.case.yaml', 'data_sm', 'fail', 12],
      ['suites/smpp-transaction/is-cut-off.case.yaml', '', 'inconc', 12],
    ],
  );
  expect(told.findings.map(({ verdict }) => verdict)).toEqual(['fail', 'inconc']);
  expect(told.findings[0]).toEqual({
    requirement: 'STP-08d',
    verdict: 'fail',
    party: 'smsc',
    case: 'suites/smpp-transaction/answers-twice.case.yaml',
    variant: 'data_sm',
    expected: 'one response',
    actual: '2 responses to 1555*****01',
    trace: 'there/suites/smpp-transaction/answers-twice.case.yaml#data_sm',
    evidence: [1, 5],
  });
  expect([told.schema, told.command, told.iut, told.target, told.world, told.seed, told.verdict]).toEqual([
    1,
    'run',
    'smsc',
    'smpp://id:***@lab.test:2775',
    'live',
    7,
    'fail',
  ]);
});

test('findings are one JSON object a line, those that pass too', () => {
  const lines = findingsNdjson(summary, spelling).trimEnd().split('\n');
  const verdicts = lines.map((line) => (JSON.parse(line) as { verdict: string }).verdict);
  expect(verdicts).toEqual(['pass', 'fail', 'inconc']);
});

test('the summary page has no script, asks no network, and escapes what it shows', () => {
  const page = summaryHtml(summary, spelling, { allure: 'allure-report/index.html', capture: 'lab-capture.pcap' });
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  assert.doesNotMatch(page, /<script|<img|<link|https?:\/\/|url\(|@import/i);
  assert.match(page, /Example SMSC &lt;7\.2&gt;/);
  assert.match(page, /<tr id="STP-08d">/);
  expect(page).toContain('cases/smpp-transaction/answers-twice+data_sm/failure.txt');
});

test('no report writes a whole subscriber number', () => {
  const closing = { masking, paint, columns: 200, failure: null, places: [], next: '' };
  const texts = [
    JSON.stringify(runJson('run', summary, spelling)),
    findingsNdjson(summary, spelling),
    summaryHtml(summary, spelling, { allure: null, capture: null }),
    coverageTable(summary, masking),
    closingScreen(summary, closing),
    failureText(caseResult('answers-twice', 'data_sm', 'fail'), context) ?? '',
  ];
  for (const text of texts) {
    assert.doesNotMatch(text, /15550100001/);
    assert.match(text, /1555\*{5}01/);
  }
});

test('a failure names rule, level, expected, actual, and shows ladder, octets and how to replay it', () => {
  const text = failureText(caseResult('answers-twice', '', 'fail'), context) ?? '';
  assert.match(
    text,
    /^STP-08d MUST fail \(claim 8\)\nrule {6}What STP-08d says & means\nexpected {2}one response\nactual {4}2 responses/,
  );
  assert.match(text, /^\*#1,2 .*submit_sm .*sequence_number=7/m);
  assert.match(text, /^#1 @\S+ ppg > smsc submit_sm, sent by ppg/m);
  assert.match(text, /^0000 {2}00 00 00 /m);
  expect(text.trimEnd().split('\n').at(-1)).toBe('replay    npx pushproof run x --seed 7');
});

test('the screen’s failure leaves the octets to the report', () => {
  const text = failureText(caseResult('answers-twice', '', 'fail'), { ...context, octets: false }) ?? '';
  expect(text).not.toContain('0000  00 00 00');
});

test('a case that does not fail has no failure text', () => {
  expect(failureText(caseResult('answers-once', '', 'pass'), context)).toBeNull();
  expect(failureText(caseResult('is-cut-off', '', 'inconc'), context)).toBeNull();
});

test('the closing screen has a line for each counted requirement that failed, none for those that do not count', () => {
  const closing = { masking, paint, columns: 60, failure: null, places: [['report', 'r.html']] as const, next: 'n' };
  const screen = closingScreen(summary, closing);
  const lines = screen.split('\n');
  expect(lines.filter((line) => line.startsWith('fail'))).toEqual([
    'fail   STP-08d MUST 2 responses to 1555*****01 (suites/smpp…',
  ]);
  expect(lines.slice(-4)).toEqual([
    'verdict  FAIL  1 pass, 1 fail  (3 cases in 62s, smsc, live, seed 7)',
    'report   r.html',
    'next     n',
    '',
  ]);
});

test('the coverage table has a row for each requirement', () => {
  expect(coverageTable(summary, masking).split('\n').slice(2, 4)).toEqual([
    '| STP-08d | MUST | fail | yes | 0 | 3 | 2 responses to 1555*****01 |',
    '| SEG-004 | SHOULD | pass | no | 0 | 0 |  |',
  ]);
});
