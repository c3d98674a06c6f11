/** What an oracle found on one occasion, and what findings add up to (worst wins). */
export type Verdict = 'none' | 'pass' | 'inconc' | 'fail' | 'error';

/** What a run says of a requirement: a verdict, or that the profile's claims exclude it. */
export type Outcome = Verdict | 'notApplicable';

/** From best to worst; within a trace the worst wins. */
export const VERDICTS: readonly Verdict[] = ['none', 'pass', 'inconc', 'fail', 'error'];

/** The worst of the given verdicts; `none` for an empty list. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank = 0;
  for (const verdict of verdicts) rank = Math.max(rank, VERDICTS.indexOf(verdict));
  return VERDICTS[rank] ?? 'none';
}
