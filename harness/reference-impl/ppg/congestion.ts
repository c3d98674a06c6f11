import type { Profile } from '../../core/profile.ts';

/** SMPP 5.0, 4.8.4.18. */
const NEARING_CONGESTION = 90;
const CONGESTED = 100;

/** How long new submissions pause after a response with this congestion_state, in microseconds (SMPP-V50-001). */
export function pauseUs(congestion: number, profile: Profile): number {
  if (congestion < NEARING_CONGESTION) return 0;
  const backoffUs = profile.timers.backoffMs * 1_000;
  return congestion >= CONGESTED ? 10 * backoffUs : backoffUs;
}
