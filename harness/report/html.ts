import type { CaseResult, RequirementResult, RunSummary } from '../trace/finding.ts';
import { caseFolder } from './case-folder.ts';
import { countsOf } from './counts.ts';
import type { Spelling } from './json.ts';
import type { Masking } from './masking.ts';
import { seconds } from './progress.ts';

/** What the summary page links to besides the cases' files. */
export type SummaryLinks = { readonly allure: string | null; readonly capture: string | null };

/** A run on one page that needs no script and no network. */
export function summaryHtml(summary: RunSummary, spelling: Spelling, { allure, capture }: SummaryLinks): string {
  const { requirements, cases, notes } = summary;
  const { masking } = spelling;
  const decided = requirements.filter(isDecided);
  const open = requirements.filter((row) => !isDecided(row));
  const counts = Object.entries(countsOf(summary)).map(([outcome, count]) => `${count} ${outcome}`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>pushproof: ${escape(summary.iut)} ${escape(summary.verdict)}</title>
<style>${STYLE}</style>
<h1>${escape(summary.profileName)}: <b class="${summary.verdict}">${summary.verdict}</b></h1>
<p>${escape(summary.iut)}${summary.target === null ? '' : ` at ${escape(summary.target)}`}, ${summary.world}, seed ${summary.seed},
${cases.length} cases in ${seconds(summary.durationMs)}, ${escape(summary.startedUtc)}${summary.interrupted ? ', <b>interrupted</b>' : ''}.
Requirements: ${escape(counts.join(', '))}.</p>
<p>${allure === null ? '' : `<a href="${escape(allure)}">Allure report</a> · `}<a href="findings.ndjson">findings</a> · <a href="coverage.md">coverage</a> · <a href="junit.xml">JUnit</a>${capture === null ? '' : ` · <a href="${escape(capture)}">the lab’s own capture</a>`}</p>
${notes.map((note) => `<p class="note">${escape(masking.text(note))}</p>`).join('\n')}
<p><small>${LEGEND}</small></p>
<h2>Requirements decided</h2>
${requirementTable(decided.sort(worstFirst), spelling.masking)}
<h2>Cases</h2>
<table><tr><th>case<th>verdict<th>run<th>time<th>why<th>files</tr>
${[...cases]
  .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
  .map((one) => caseRow(one, spelling))
  .join('\n')}
</table>
<details${decided.length === 0 ? ' open' : ''}><summary>${open.length} requirements never exercised, not observable here, or excluded by a claim</summary>
${requirementTable(open.sort(worstFirst), spelling.masking)}
</details>
</html>
`;
}

const STYLE = `body{font:15px/1.4 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em}
table{border-collapse:collapse;width:100%}.rules td:first-child,.rules td:nth-child(2){white-space:nowrap}.files{min-width:14em}td small{color:#666}summary{cursor:pointer;margin:1.5em 0 .5em;font-weight:bold}
td,th{border-bottom:1px solid #ddd;padding:.25em .5em;text-align:left;vertical-align:top}
.pass{color:#17692e}.fail,.error{color:#b00020;font-weight:bold}.inconc{color:#8a5a00;font-weight:bold}.none,.notApplicable{color:#666}
.note{background:#fff8e0;padding:.5em}tr:target{background:#eef4ff}@media print{a{color:inherit}}`;

/** What a verdict means, for whoever sees one for the first time. */
const LEGEND = [
  'pass: exercised, and the rule held each time',
  'fail: a breach, with evidence in the cases linked to',
  'inconc: attempted, but not decidable; the reason says what to do',
  'none: never exercised, or not observable here',
  'notApplicable: excluded by a claim of the profile',
  'error: the harness itself erred',
  'SHOULD, MAY and our own profile’s rules are shown, and not counted',
].join('; ');

/** Cases that a requirement links to. */
const MAX_LINKS = 5;

const ORDER = ['error', 'fail', 'inconc', 'pass', 'none', 'notApplicable'];

function worstFirst(a: RequirementResult, b: RequirementResult): number {
  return Number(b.counted) - Number(a.counted) || ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome);
}

/** Whether there is anything to say of it besides why there is nothing. */
function isDecided({ outcome }: RequirementResult): boolean {
  return outcome !== 'none' && outcome !== 'notApplicable';
}

function requirementTable(rows: readonly RequirementResult[], masking: Masking): string {
  const head = '<tr><th>id<th>level<th>outcome<th>rule<th>why<th>cases</tr>';
  return `<table class="rules">${head}\n${rows.map((row) => requirementRow(row, masking)).join('\n')}\n</table>`;
}

function caseRow(
  { key, case: { title }, variant, verdict, durationMs, reason, trace }: CaseResult,
  { masking, origin }: Spelling,
): string {
  const named = `${escape(title)}${variant === '' ? '' : ` [${escape(variant)}]`}<br><small>${escape(key)}</small>`;
  const files = trace.events.length === 0 ? '' : filesOf(key, verdict);
  return `<tr id="${escape(key)}"><td>${named}<td class="${verdict}">${verdict}<td>${escape(origin(key) ?? 'this')}<td>${seconds(durationMs)}<td>${escape(masking.text(reason ?? ''))}<td class="files">${files}</tr>`;
}

function requirementRow(
  { requirement, outcome, counted, reason, exercisedBy }: RequirementResult,
  masking: Masking,
): string {
  const { id, level, text, source } = requirement;
  const mark = counted ? '' : ' (not counted)';
  const links = exercisedBy
    .slice(0, MAX_LINKS)
    .map((key, at) => `<a href="#${escape(encodeURIComponent(key))}">${at + 1}</a> `)
    .join('');
  const more = exercisedBy.length > MAX_LINKS ? `and ${exercisedBy.length - MAX_LINKS} more` : '';
  return `<tr id="${escape(id)}"><td>${escape(id)}<td>${level}${mark}<td class="${outcome}">${outcome}<td>${escape(text)}<br><small>${escape(source)}</small><td>${escape(masking.text(reason ?? ''))}<td>${links}${more}</tr>`;
}

function filesOf(key: string, verdict: string): string {
  const names = [
    ...(verdict === 'fail' || verdict === 'error' ? ['failure.txt'] : []),
    ...['ladder.txt', 'capture.pcapng', 'hex.txt', 'trace.jsonl', 'judgement.json'],
  ];
  return names.map((name) => `<a href="${escape(`${caseFolder(key)}/${name}`)}">${name}</a>`).join(' ');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
