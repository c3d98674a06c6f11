import type { Outcome } from '../core/verdict.ts';
import type { CaseResult, RequirementResult, RunSummary } from '../trace/finding.ts';
import { countsOf } from './counts.ts';
import type { Masking } from './masking.ts';
import { seconds } from './progress.ts';

/** Colours of the terminal; the identity where there are none. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'green' | 'red' | 'yellow', (text: string) => string>>;

/** What the closing screen shows besides the summary. */
export type Closing = {
  readonly masking: Masking;
  readonly paint: Paint;
  readonly columns: number;
  /** The text of the first failed case; `null` when none failed. */
  readonly failure: string | null;
  /** Lines that say where the reports are, label first. */
  readonly places: readonly (readonly [label: string, text: string])[];
  readonly next: string;
};

/** Failed requirements that the screen lists; the report has all. */
const MAX_LISTED = 20;

/** Notes that the screen shows; the summary has all. */
const MAX_NOTES = 5;

/** The end of a run on a terminal: the first failure, all that failed in a line each, verdict, reports, what to do next. */
export function closingScreen(summary: RunSummary, closing: Closing): string {
  const { masking, paint, columns, failure, places, next } = closing;
  const bad = summary.requirements.filter((one) => one.counted && isBad(one));
  const lines = bad.slice(0, MAX_LISTED).map((one) => requirementLine(one, summary.cases, masking, columns, paint));
  if (bad.length > MAX_LISTED) lines.push(paint.dim(`and ${bad.length - MAX_LISTED} more`));
  const width = Math.max(...['verdict', 'next', ...places.map(([label]) => label)].map((label) => label.length)) + 2;
  const labelled = (label: string, text: string): string => `${label.padEnd(width)}${text}`;
  return [
    '',
    // What is read first stands last: a screen shows its end.
    ...(failure === null ? [] : failure.split('\n').map((line) => clip(line, columns))),
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    ...summary.notes.slice(0, MAX_NOTES).map((note) => labelled('note', masking.text(note))),
    ...(summary.notes.length > MAX_NOTES
      ? [labelled('', `and ${summary.notes.length - MAX_NOTES} more notes, see the results`)]
      : []),
    labelled(
      'verdict',
      `${coloured(summary.verdict, summary.verdict.toUpperCase(), paint)}${summary.interrupted ? ' so far, interrupted' : ''}  ${tally(summary)}`,
    ),
    ...places.map(([label, text]) => labelled(label, text)),
    labelled('next', next),
    '',
  ].join('\n');
}

function isBad({ outcome, namedBy, reason }: RequirementResult): boolean {
  const missed = outcome === 'none' && namedBy.length > 0 && reason?.startsWith('not observed') !== true;
  return outcome === 'error' || outcome === 'fail' || outcome === 'inconc' || missed;
}

function requirementLine(
  { requirement: { id, level, text }, outcome, reason }: RequirementResult,
  cases: readonly CaseResult[],
  masking: Masking,
  columns: number,
  paint: Paint,
): string {
  const where = cases.find(({ judgement }) => judgement.get(id)?.verdict === outcome)?.key;
  const plain = `${outcome.padEnd(6)} ${id} ${level}  ${masking.text(reason ?? text)}${where === undefined ? '' : `  (${where})`}`;
  const fitting = clip(
    plain.replaceAll(/\s+/g, ' ').replace(/^(\S+) /, (word) => word.padEnd(7)),
    columns,
  );
  return coloured(outcome, fitting.slice(0, 6), paint) + fitting.slice(6);
}

function clip(text: string, columns: number): string {
  return text.length > columns ? `${text.slice(0, columns - 1)}…` : text;
}

function tally(summary: RunSummary): string {
  const counts = Object.entries(countsOf(summary)).filter(([, count]) => count > 0);
  const requirements = counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'no requirement';
  const { cases, durationMs, iut, world, seed } = summary;
  const amount = `${cases.length} case${cases.length === 1 ? '' : 's'}`;
  return `${requirements}  (${amount} in ${seconds(durationMs)}, ${iut}, ${world}, seed ${seed})`;
}

/** Text in the colour of a verdict. */
export function coloured(outcome: Outcome, text: string, paint: Paint): string {
  if (outcome === 'fail' || outcome === 'error') return paint.bold(paint.red(text));
  if (outcome === 'inconc') return paint.yellow(text);
  return outcome === 'pass' ? paint.green(text) : paint.dim(text);
}
