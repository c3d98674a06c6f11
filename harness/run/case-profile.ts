import type { Case } from '../core/case.ts';
import type { Profile } from '../core/profile.ts';

/** The profile as it holds for one case: on the built-in chain a case may choose its SMSC, and give itself more time and its peers as much more. */
export function profileFor(one: Pick<Case, 'transactionMs' | 'deployment' | 'link'>, profile: Profile): Profile {
  if (profile.iut !== 'chain') return profile;
  const linked = one.link === undefined ? profile : { ...profile, handset: { ...profile.handset, link: one.link } };
  const placed = one.deployment === undefined ? linked : { ...linked, deployment: one.deployment };
  const { transactionMs } = one;
  if (transactionMs === null) return placed;
  const { timers } = profile;
  const scaled = (ms: number): number => Math.ceil((ms * transactionMs) / timers.transactionMs);
  return {
    ...placed,
    timers: {
      ...timers,
      transactionMs,
      responseMs: scaled(timers.responseMs),
      reassemblyMs: scaled(timers.reassemblyMs),
    },
  };
}
