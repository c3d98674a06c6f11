import type { Case } from '../core/case.ts';
import type { Profile } from '../core/profile.ts';

/** The profile as it holds for one case: on the built-in chain a case may give itself more time, and its peers as much more. */
export function profileFor({ transactionMs }: Pick<Case, 'transactionMs'>, profile: Profile): Profile {
  if (transactionMs === null || profile.iut !== 'chain') return profile;
  const { timers } = profile;
  const scaled = (ms: number): number => Math.ceil((ms * transactionMs) / timers.transactionMs);
  return {
    ...profile,
    timers: {
      ...timers,
      transactionMs,
      responseMs: scaled(timers.responseMs),
      reassemblyMs: scaled(timers.reassemblyMs),
    },
  };
}
