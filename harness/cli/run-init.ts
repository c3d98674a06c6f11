import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { UsageError } from '../core/usage-error.ts';
import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { profileOf } from '../run/load-profile.ts';
import { didYouMean } from '../run/nearest.ts';
import { parseYaml } from '../run/yaml-place.ts';
import { FORMS, type Answers, type Question } from './profile-questions.table.ts';
import { print } from './terminal.ts';

/** The options of `pushproof init`, as commander gives them. */
export type InitRequest = {
  readonly role: string;
  readonly out?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
};

/** A password for the look over what was written; any will do. */
const STAND_IN = 'secret08';

/** Asks, writes the profile and says what to do next; resolves to the exit code. */
export async function runInit({ role, out, yes, json }: InitRequest): Promise<number> {
  const form = FORMS[role];
  if (form === undefined)
    throw new UsageError(`init ${role}`, 'is no role', didYouMean(role, Object.keys(FORMS), 'Roles'));
  const file = out ?? `${role}.profile.yaml`;
  const answers = yes === true ? proposedOf(form.questions) : await asked(form.questions);
  if (answers === null) return 130;
  const yaml = form.yaml(answers);
  const variables = [...yaml.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  // What is written must be what is read.
  profileOf(parseYaml(file, yaml), Object.fromEntries(variables.map((name) => [name, STAND_IN])));
  await writeNew(file, yaml);
  const exports = variables.map((name) => `export ${name}=…`);
  const next = `npx pushproof preflight --profile ${file}`;
  const told = {
    schema: JSON_SCHEMA,
    command: 'init',
    version: version(),
    commit: commit(),
    iut: role,
    file,
    variables,
    next,
  };
  await print(
    json === true
      ? `${JSON.stringify(told)}\n`
      : [`wrote    ${file}`, ...exports.map((one) => `set      ${one}`), `next     ${next}`, ''].join('\n'),
  );
  return 0;
}

function proposedOf(questions: readonly Question[]): Answers {
  return Object.fromEntries(questions.map(({ key, proposed }) => [key, proposed]));
}

/** Answers from stdin, line by line; a terminal is asked again after a wrong one. `null`: interrupted. */
async function asked(questions: readonly Question[]): Promise<Answers | null> {
  const isTerminal = process.stdin.isTTY;
  const lines = createInterface({ input: process.stdin, terminal: false });
  const reader = lines[Symbol.asyncIterator]();
  const interrupted = new Promise<null>((resolve) => {
    process.once('SIGINT', () => resolve(null));
  });
  const answers: Record<string, string> = {};
  try {
    for (let at = 0; at < questions.length;) {
      const question = questions[at];
      if (question === undefined) break;
      process.stderr.write(`${question.ask} [${question.proposed}]: `);
      const line = await Promise.race([reader.next(), interrupted]);
      if (line === null) return null;
      // Whoever says nothing more is content with what is proposed.
      const said = line.done === true ? '' : line.value.trim();
      if (!isTerminal || line.done === true) process.stderr.write('\n');
      const answer = said === '' ? question.proposed : said;
      const wrong = problemOf(question, answer);
      if (wrong === null) {
        answers[question.key] = answer;
        at += 1;
        continue;
      }
      if (!isTerminal) throw new UsageError(`line ${at + 1} of the answers`, wrong, `It answers: ${question.ask}`);
      process.stderr.write(`  ${wrong}\n`);
    }
    return answers;
  } finally {
    lines.close();
  }
}

function problemOf({ wrong }: Question, answer: string): string | null {
  try {
    return wrong(answer);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replaceAll('\n', ';');
  }
}

/** Nothing existing is overwritten. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'EEXIST' ? 'is there already' : `cannot be written (${code ?? 'unknown'})`;
    throw new UsageError(`--out ${file}`, what, 'Name another file: --out FILE.');
  });
}
