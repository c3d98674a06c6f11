import type { Profile } from '../core/profile.ts';

/** Where a profile says nothing (SEC-004). */
const DEFAULT_LIMIT_OCTETS = 67_108_864;

/** Longest HTTP body that a PPG takes; a longer one may be refused whatever is in it. */
export function bodyLimit({ limits }: Profile): number {
  return limits.bodyOctets ?? DEFAULT_LIMIT_OCTETS;
}
