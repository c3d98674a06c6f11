import { stringify } from 'yaml';
import type { CaseFuzzer, FuzzedCase, LawFuzzer } from '../../fuzz/define.ts';
import type { Breach, Counterexample } from './campaign.ts';

/** Width beyond which YAML breaks a line; steps stay on one. */
const NEVER = 0;

/** A counterexample as a case file, that a person can read and `replay` can send again. */
export function counterexampleYaml(
  name: string,
  { title }: CaseFuzzer,
  { seed, path, input: { variant, transactionMs, steps }, breach }: Counterexample<FuzzedCase>,
): string {
  const head = [
    `# Found by: pushproof fuzz ${name} --seed ${seed} --path ${path}`,
    ...comments('expected', breach.expected),
    ...comments('actual', breach.actual),
  ];
  const written = {
    title,
    requirements: [breach.requirement],
    ...(variant === '' ? {} : { variant: [variant] }),
    connection: 'own',
    ...(transactionMs === null ? {} : { transactionMs }),
  };
  const lines = steps.map(({ actor, verb, arguments: given }) => `  - ${actor}.${verb}: ${flow(given)}`);
  return [...head, stringify(written, { lineWidth: NEVER }).trimEnd(), 'steps:', ...lines, ''].join('\n');
}

/** JSON is YAML's flow style, with more quotes than a person would write. */
function flow(given: unknown): string {
  return stringify(given, { collectionStyle: 'flow', lineWidth: NEVER })
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

function comments(name: string, text: string): readonly string[] {
  return [`# ${name}: ${text.replaceAll(/\s+/g, ' ')}`];
}

/** A counterexample to a law: the seed and path that give the input again, and the input for people. */
export type LawFile = {
  readonly fuzzer: string;
  readonly seed: number;
  readonly path: string;
  readonly breach: Breach;
  readonly input: string;
};

/** A counterexample to a law as a file that `replay` can try again. */
export function counterexampleJson<T>(
  fuzzer: string,
  { show }: LawFuzzer<T>,
  { seed, path, input, breach }: Counterexample<T>,
): string {
  const file: LawFile = { fuzzer, seed, path, breach, input: show(input) };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** The call that gives an input again, as a case file's first line says it; `null` in any other file. */
export function foundBy(
  text: string,
): { readonly fuzzer: string; readonly seed: number; readonly path: string } | null {
  const said = /^# Found by: pushproof fuzz (\S+) --seed (\d+) --path ([\d:]+)$/m.exec(text);
  const [, fuzzer, seed, path] = said ?? [];
  return fuzzer === undefined || seed === undefined || path === undefined ? null : { fuzzer, seed: Number(seed), path };
}
