import type { Case } from '../core/case.ts';
import type { Requirement } from '../core/requirement.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fake } from '../fakes/define.ts';
import type { Fault } from '../faults/define.ts';
import { CLAIMS } from '../run/claims.ts';
import type { FuzzerSummary, Inventory } from '../run/inventory.ts';
import { didYouMean } from '../run/nearest.ts';
import { wrapped } from './columns.ts';
import { BASIS_WORDS, INTERFACES, ROLE_NAMES, TIMING_WORDS } from './words.table.ts';

/** One thing in full: as data for `--json`, as text for people. */
export type Explanation = { readonly data: Readonly<Record<string, unknown>>; readonly text: string };

/** What an id or name means: a requirement, case, mutant, fault or fuzzer. Last parts of names will do. */
export function explain(word: string, inventory: Inventory): Explanation {
  const { requirements, cases, mutants, faults, fuzzers } = inventory;
  const row = requirements.find(({ id }) => id.toLowerCase() === word.toLowerCase());
  if (row !== undefined) return ofRequirement(row, inventory);
  const one = cases.find(({ id }) => means(word, id));
  if (one !== undefined) return ofCase(one, inventory);
  const mutant = [...mutants].find(([id]) => id === word) ?? [...mutants].find(([id]) => means(word, id));
  if (mutant !== undefined) return ofMutant(...mutant);
  const fault = [...faults].find(([id]) => means(word, id));
  if (fault !== undefined) return ofFault(...fault);
  const fuzzer = [...fuzzers].find(([id]) => means(word, id));
  if (fuzzer !== undefined) return ofFuzzer(...fuzzer);
  const known = [
    ...requirements.map(({ id }) => id),
    ...[...mutants.keys(), ...faults.keys(), ...fuzzers.keys(), ...cases.map(({ id }) => id)].map(lastPart),
  ];
  throw new UsageError(`explain ${word}`, 'there is nothing of that name', didYouMean(word, known, 'Known'));
}

/** Paths, their last parts, and these without suffix. */
function means(word: string, id: string): boolean {
  return word === id || word === lastPart(id) || lastPart(word) === id.split('/').at(-1);
}

function lastPart(id: string): string {
  return (id.split('/').at(-1) ?? id).replace(/\.(case|fake|fault|fuzz)\.(yaml|ts)$/, '');
}

/** Width of the names at the left. */
const MARGIN = 12;

/** A named line; nothing where there is nothing to say. */
function line(name: string, text: string | null | undefined): string {
  return text === null || text === undefined || text === '' ? '' : `${name.padEnd(MARGIN)}${wrapped(text, MARGIN)}\n`;
}

function lines(name: string, texts: readonly string[]): string {
  return texts.map((text, index) => line(index === 0 ? name : '', text)).join('');
}

function ofRequirement(row: Requirement, { coverage, oracles, mutants }: Inventory): Explanation {
  const covered = coverage.rows.get(row.id);
  const judges = oracles.filter(({ value }) => value.requirement === row.id);
  const accepted = judges[0]?.value.accepts[0] ?? null;
  const rejected = judges[0]?.value.rejects[0] ?? null;
  const [from, thirdParty] = BASIS_WORDS[row.basis];
  const claim = CLAIMS.find(({ name }) => name === row.claim);
  const killed = (covered?.mutants ?? []).map((id) => `${id}: ${mutants.get(id)?.summary ?? ''}`);
  const interfaces = INTERFACES.filter(([id]) => new RegExp(`\\b${id}\\b`).test(row.observableAt));
  const data = { kind: 'requirement', ...row, ...covered, accepted: dedented(accepted), rejected: dedented(rejected) };
  const text = [
    `${row.id}  ${row.level}\n${wrapped(row.text, 0)}\n\n`,
    line('basis', `${row.basis}: ${from}`),
    line('source', row.source),
    line('judged', judgedWords(row)),
    line('third party', thirdParty),
    lines('seen at', [row.observableAt, ...interfaces.map(([id, words]) => `${id} is ${words}`)]),
    line('stimulus', row.stimulus),
    line('breaches', row.violatingBehaviour),
    line('applies', claim === undefined ? null : `only where the profile claims ${claim.name}: ${claim.sentence}`),
    row.timing === undefined
      ? ''
      : lines('timing', [
          `${TIMING_WORDS[row.timing.kind]} ${row.timing.limit}; ${row.timing.fromTo}`,
          `view: ${row.timing.view}`,
        ]),
    line('part of', row.refines?.join(', ')),
    lines('oracles', covered?.oracles ?? []),
    line('untested', covered?.reason),
    lines('cases', covered?.cases ?? []),
    lines('mutants', killed),
    ladder('Accepted', accepted),
    ladder('Rejected', rejected),
  ].join('');
  return { data, text };
}

function judgedWords({ roles }: Requirement): string {
  const names = roles.map((role) => ROLE_NAMES[role]).join(', ');
  return roles.length === 1 ? names : `${names}; a run that judges one of them judges its half`;
}

function ladder(title: string, text: string | null): string {
  const shown = dedented(text);
  return shown === null ? '' : `\n${title}:\n${shown.replaceAll(/^/gm, '  ')}\n`;
}

/** A ladder without the indentation that its source code gives it. */
function dedented(text: string | null): string | null {
  return text === null
    ? null
    : text
        .split('\n')
        .map((one) => one.trim())
        .join('\n')
        .trim();
}

function ofCase(one: Case, { requirements }: Inventory): Explanation {
  const rules = one.requirements.map((id) => `${id}: ${requirements.find((row) => row.id === id)?.text ?? 'unknown'}`);
  const steps = one.steps.map(({ actor, verb, arguments: given }) => `${actor}.${verb} ${JSON.stringify(given)}`);
  const text = [
    `${one.id}\n${wrapped(one.title, 0)}\n\n`,
    lines('exercises', rules),
    line('variants', one.variants.join(', ')),
    line('sessions', one.connection === 'own' ? 'its own, for it breaks them' : 'shared with other cases'),
    lines('steps', steps),
    line('run it', `pushproof run ${one.id}`),
  ].join('');
  return { data: { kind: 'case', ...one }, text };
}

function ofMutant(id: string, { role, summary, violates, also }: Fake): Explanation {
  const text = [
    `${id}\n${wrapped(`A faulty ${ROLE_NAMES[role]}: ${summary}`, 0)}\n\n`,
    line('must fail', violates.join(', ')),
    line('and fails', also.join(', ')),
    line('serve it', `pushproof serve ${role} --mutant ${lastPart(id)}`),
  ].join('');
  return { data: { kind: 'mutant', id, role, summary, violates, also }, text };
}

function ofFault(id: string, { summary, options }: Fault): Explanation {
  const given = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
  const text = [
    `${id}\n${wrapped(`A misbehaving link: ${summary}`, 0)}\n\n`,
    line('options', given.join(', ')),
    line('in a case', `- link.fault: { ${['on: sm', `use: ${id}`, ...given].join(', ')} }`),
  ].join('');
  return { data: { kind: 'fault', id, summary, options }, text };
}

function ofFuzzer(id: string, { title, requirements }: FuzzerSummary): Explanation {
  const text = [
    `${id}\n${wrapped(title, 0)}\n\n`,
    line('exercises', requirements.join(', ')),
    line('run it', `pushproof fuzz ${id}`),
  ].join('');
  return { data: { kind: 'fuzzer', id, title, requirements }, text };
}
