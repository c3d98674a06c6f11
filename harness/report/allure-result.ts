import { createHash } from 'node:crypto';
import {
  Severity,
  Stage,
  Status,
  type Label,
  type StatusDetails,
  type StepResult,
  type TestResult,
} from 'allure-js-commons';
import type { Step } from '../core/case.ts';
import type { Iut } from '../core/party.ts';
import type { Verdict } from '../core/verdict.ts';
import type { CaseResult, JudgedFinding } from '../trace/finding.ts';
import { caseFolder } from './case-folder.ts';
import { failureText, type FailureContext } from './failure.ts';
import type { Mask } from '../trace/mask.ts';
import type { Masking } from './masking.ts';

/** The label by which a Playwright test says which case it is; it is gone once the result is told. */
export const CASE_LABEL = 'case';

/** What an Allure result is told with. */
export type Telling = {
  readonly iut: Iut;
  readonly masking: Masking;
  readonly context: FailureContext;
};

/** Longest argument of a step that is shown; recorded bodies are longer. */
const MAX_ARGUMENT = 60;

/** A subscriber's number; handsets of the chain are letters. */
const NUMBER = /\d{5,20}/g;

/** Occasions of one requirement that get a step. */
const MAX_OCCASIONS = 5;

const STATUS: Readonly<Record<Verdict, Status>> = {
  pass: Status.PASSED,
  fail: Status.FAILED,
  error: Status.BROKEN,
  inconc: Status.SKIPPED,
  none: Status.SKIPPED,
};

/** What decided the case stands first. */
const ORDER: readonly Verdict[] = ['error', 'fail', 'inconc', 'pass', 'none'];

/** What an Allure result says of its case: requirements as behaviours, what was done, and each verdict with its reasons. */
export function tellResult(result: TestResult, told: CaseResult, telling: Telling): TestResult {
  const { key, case: one, variant } = told;
  const suite = one.id.split('/').at(-2) ?? '';
  const identity = createHash('sha256').update(`${telling.iut} ${key}`).digest('hex').slice(0, 32);
  const startMs = result.start ?? 0;
  return {
    ...result,
    fullName: key,
    status: STATUS[told.verdict],
    statusDetails: detailsOf(told, telling),
    stop: startMs + told.durationMs,
    testCaseId: identity,
    historyId: identity,
    titlePath: [telling.iut, suite],
    descriptionHtml: descriptionOf(told, telling),
    parameters: [
      { name: 'judged', value: telling.iut },
      ...(variant === '' ? [] : [{ name: 'variant', value: variant }]),
    ],
    labels: [...labelsOf(told, suite, telling), ...result.labels.filter(({ name }) => !RETOLD.has(name))],
    steps: [
      ...stepsOf(told, telling).map((one) => at(startMs, one)),
      ...result.steps.filter(({ name }) => name !== PLAYWRIGHTS_OWN),
    ],
  };
}

/** An attachment that Playwright adds to what failed: our code, and the message once more. */
const PLAYWRIGHTS_OWN = 'error-context';

/** Labels of Playwright's that say where our code lies, and those that are told anew. */
const RETOLD: ReadonlySet<string> = new Set([
  ...['package', 'titlePath', '_fallbackTestCaseId', CASE_LABEL],
  ...['epic', 'feature', 'story', 'parentSuite', 'suite', 'subSuite', 'severity'],
]);

/** As behaviours the requirements that decided the case: one that it names and that holds is not shown as failed. */
function labelsOf(told: CaseResult, suite: string, { iut, context: { catalogue } }: Telling): readonly Label[] {
  const { case: one, judgement, verdict } = told;
  const decisive = [...judgement].filter(([, judged]) => judged.verdict === verdict).map(([id]) => id);
  const isBad = verdict !== 'pass' && decisive.length > 0;
  const rows = (isBad ? decisive : one.requirements).flatMap((id) => catalogue.get(id) ?? []);
  const isMust = rows.some(({ level }) => level.startsWith('MUST'));
  return [
    { name: 'parentSuite', value: iut },
    { name: 'suite', value: suite },
    { name: 'package', value: one.id.replace(/\.case\.yaml$/, '').replaceAll('/', '.') },
    ...rows.map(({ id, level, text }) => ({ name: 'feature', value: `${id} ${level}: ${text}` })),
    { name: 'story', value: one.title },
    { name: 'severity', value: isMust ? Severity.CRITICAL : Severity.NORMAL },
  ];
}

/** Without the octets first; unfolded with them. What could not be decided says why. */
function detailsOf(told: CaseResult, { masking, context }: Telling): StatusDetails {
  const message = failureText(told, { ...context, octets: false });
  if (message !== null) return { message, trace: failureText(told, { ...context, octets: true }) ?? '' };
  if (told.verdict === 'pass') return {};
  return { message: `${told.verdict}: ${masking.text(told.reason ?? 'no reason given')}` };
}

function descriptionOf({ key, case: one }: CaseResult, { context: { catalogue, replay } }: Telling): string {
  const rules = one.requirements.map((id) => {
    const row = catalogue.get(id);
    return `<li><b>${escape(id)}</b> ${row === undefined ? '' : `${row.level}: ${escape(row.text)} <i>(${escape(row.source)})</i>`}</li>`;
  });
  return `<p>${escape(one.title)}.</p><p>Must exercise:</p><ul>${rules.join('')}</ul><p><code>${escape(key)}</code><br>Again: <code>${escape(replay)}</code><br>All files: <code>${escape(caseFolder(key))}/</code></p>`;
}

function stepsOf(told: CaseResult, telling: Telling): readonly StepResult[] {
  const { masking } = telling;
  const done = told.case.steps.map((one) => step(stepText(one, telling.context.mask), Status.PASSED, []));
  const verdicts = [...told.judgement]
    .filter(([id, { verdict }]) => verdict !== 'none' || told.case.requirements.includes(id))
    .sort(([, a], [, b]) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map(([id, { verdict, findings, reason }]) => {
      const worst = findings.filter((finding) => finding.verdict === verdict);
      const occasions = worst.slice(0, MAX_OCCASIONS).map((finding) => occasion(finding, masking));
      const more = worst.length - occasions.length;
      const rest = more > 0 ? [step(`and ${more} more, see judgement.json`, STATUS[verdict], [])] : [];
      const why = reason === null || findings.length > 0 ? '' : `: ${masking.text(reason)}`;
      const level = telling.context.catalogue.get(id)?.level ?? '';
      return step(`${id} ${level} ${verdict}${why}`, STATUS[verdict], [...occasions, ...rest]);
    });
  return [
    step('What was done', Status.PASSED, done),
    step(`What was judged: ${told.verdict}`, STATUS[told.verdict], verdicts),
  ];
}

/** Where it happened by the numbers in ladder.txt. */
function occasion({ verdict, expected, actual, evidence }: JudgedFinding, masking: Masking): StepResult {
  const at = evidence.slice(0, MAX_OCCASIONS).map(({ seq }) => `#${seq}`);
  const more = evidence.length > at.length ? ' …' : '';
  const where = at.length === 0 ? '' : ` (${at.join(' ')}${more})`;
  return step(masking.text(`expected ${expected}; actual ${actual}${where}`), STATUS[verdict], []);
}

/** Whoever a step names may never have occurred in the trace. */
function stepText({ actor, verb, arguments: args }: Step, mask: Mask): string {
  const shown = Object.entries(args).map(([name, value]) => {
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    const text = name === 'to' ? written.replaceAll(NUMBER, (number) => mask(number)) : written;
    return `${name}: ${text.length > MAX_ARGUMENT ? `${text.slice(0, MAX_ARGUMENT)}… (${text.length} characters)` : text}`;
  });
  return `${actor}.${verb} ${shown.join(', ')}`.trim();
}

function step(name: string, status: Status, steps: StepResult[]): StepResult {
  return { name, status, stage: Stage.FINISHED, statusDetails: {}, steps, attachments: [], parameters: [] };
}

/** Nobody knows how long each took; the report wants to know when. */
function at(ms: number, one: StepResult): StepResult {
  return { ...one, start: ms, stop: ms, steps: one.steps.map((inner) => at(ms, inner)) };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
