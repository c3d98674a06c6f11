import type { RunJson } from './json.ts';

/** A requirement on which two runs disagree, or that one of them does not have. */
export type Change = {
  readonly requirement: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What the later run found, or no longer found. */
  readonly why: string;
};

/** Each requirement whose verdict differs, in the order of the later run. */
export function changesBetween(before: RunJson, after: RunJson): readonly Change[] {
  const ids = [...new Set([...Object.keys(after.requirements), ...Object.keys(before.requirements)])];
  return ids.flatMap((requirement) => {
    const was = before.requirements[requirement] ?? null;
    const is = after.requirements[requirement] ?? null;
    return was === is ? [] : [{ requirement, before: was, after: is, why: reason(requirement, before, after) }];
  });
}

function reason(requirement: string, before: RunJson, after: RunJson): string {
  const told = (run: RunJson): string | null => {
    const finding = run.findings.find(
      (one) => one.requirement === requirement && one.verdict === run.requirements[requirement],
    );
    return finding === undefined
      ? null
      : `${finding.actual} (${finding.case}${finding.variant === '' ? '' : `#${finding.variant}`})`;
  };
  const now = told(after);
  if (now !== null) return now;
  const then = told(before);
  if (then !== null) return `no longer: ${then}`;
  return differences(before, after);
}

/** What differs between the runs themselves, when no finding tells. */
function differences(before: RunJson, after: RunJson): string {
  const fields = ['version', 'commit', 'catalogue', 'profile', 'world', 'seed'] as const;
  const different = fields.filter((field) => before[field] !== after[field]);
  const cases =
    before.cases.length === after.cases.length ? [] : [`${before.cases.length} cases then, ${after.cases.length} now`];
  const told = [...(different.length > 0 ? [`the runs differ in ${different.join(', ')}`] : []), ...cases];
  return told.length > 0 ? told.join('; ') : 'no finding tells';
}

/** The changes, a line each. */
export function changesText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'no verdict differs\n';
  const width = Math.max(...changes.map(({ requirement }) => requirement.length));
  return changes
    .map(
      ({ requirement, before, after, why }) =>
        `${requirement.padEnd(width)}  ${before ?? 'absent'} -> ${after ?? 'absent'}  ${why}\n`,
    )
    .join('');
}
