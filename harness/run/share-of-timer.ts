import type { Timers } from '../core/profile.ts';

/** `0.95 * transactionMs`: a case's duration that goes with the profile's timers. */
export const SHARE_OF_TIMER = /^([0-9]+(?:\.[0-9]+)?) \* (transactionMs|responseMs|notifyMs|papMs)$/;

/** Microseconds of a share of a timer; 0 for what is none, which the schema of a case does not let through. */
export function shareOfTimerUs(text: string, timers: Timers): number {
  const [, share = '0', name = ''] = SHARE_OF_TIMER.exec(text) ?? [];
  const known = name === 'transactionMs' || name === 'responseMs' || name === 'notifyMs' || name === 'papMs';
  return known ? Math.round(Number(share) * timers[name] * 1_000) : 0;
}
