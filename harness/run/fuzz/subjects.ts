import type { Case } from '../../core/case.ts';
import type { CaseFuzzer, FuzzedCase, LawFuzzer } from '../../fuzz/define.ts';
import type { CaseResult } from '../../trace/finding.ts';
import type { World } from '../../world/world.ts';
import { counts } from '../add-up.ts';
import { runCase, type CaseSettings } from '../run-case.ts';
import type { Breach, Subject, Tried } from './campaign.ts';

/** A law as a campaign tries it. */
export function subjectOfLaw<T>({ inputs, holds, title, requirements }: LawFuzzer<T>): Subject<T> {
  const requirement = requirements[0] ?? '';
  return {
    inputs,
    attempt: (input) => {
      try {
        const { classes, broken } = holds(input);
        if (broken === null) return { classes, exercised: requirements, breach: null };
        return { classes, exercised: [], breach: { requirement, verdict: 'fail', expected: title, actual: broken } };
      } catch (error) {
        return { classes: [], exercised: [], breach: thrown(requirement, title, error) };
      }
    },
  };
}

/** A fuzzer's cases as a campaign tries them: each on a chain of its own, judged by every oracle. */
export function subjectOfCases(
  name: string,
  fuzzer: CaseFuzzer,
  world: World,
  settings: CaseSettings,
): Subject<FuzzedCase> {
  const attempt = async (fuzzed: FuzzedCase): Promise<Tried> => {
    const { classes, variant } = fuzzed;
    try {
      const result = await runCase({ key: keyOf(name), case: asCase(name, fuzzer, fuzzed), variant }, world, settings);
      const exercised = [...result.judgement].filter(([, { verdict }]) => verdict === 'pass').map(([id]) => id);
      return { classes, exercised, breach: breachIn(result, fuzzer, settings) };
    } catch (error) {
      return { classes, exercised: [], breach: thrown(fuzzer.requirements[0] ?? '', fuzzer.title, error) };
    }
  };
  return { inputs: fuzzer.cases, attempt };
}

/** What the chance of all cases of a fuzzer comes from, so that one alone does the same again. */
export function keyOf(name: string): string {
  return `fuzz/${name}`;
}

/** It names no requirement: not every input exercises what the fuzzer as a whole must. */
function asCase(name: string, { title }: CaseFuzzer, { variant, transactionMs, steps }: FuzzedCase): Case {
  return {
    id: keyOf(name),
    title,
    requirements: [],
    variants: [variant],
    connection: 'own',
    quick: false,
    transactionMs,
    scripted: [],
    steps,
  };
}

function breachIn(
  { verdict, reason, judgement }: CaseResult,
  { title, requirements }: CaseFuzzer,
  { court, strict }: CaseSettings,
): Breach | null {
  if (verdict !== 'fail' && verdict !== 'error') return null;
  // Whatever breaks a rule breaks a claim as well; the rule says how.
  const isClaim = ([id]: readonly [string, unknown]): number => Number(court.catalogue.get(id)?.basis === 'claim');
  for (const [id, judged] of [...judgement].sort((a, b) => isClaim(a) - isClaim(b))) {
    const row = court.catalogue.get(id);
    const finding = judged.findings.find((one) => one.verdict === verdict);
    if (judged.verdict !== verdict || finding === undefined || row === undefined) continue;
    if (verdict === 'fail' && !counts(row, court, strict)) continue;
    return { requirement: id, verdict, expected: finding.expected, actual: finding.actual };
  }
  return { requirement: requirements[0] ?? '', verdict, expected: title, actual: reason ?? 'no reason given' };
}

function thrown(requirement: string, title: string, error: unknown): Breach {
  const actual = `it threw: ${error instanceof Error ? error.message : String(error)}`;
  return { requirement, verdict: 'error', expected: title, actual };
}
