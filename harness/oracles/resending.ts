import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import { leastWindowMs } from './deadlines.ts';
import { acknowledged, indexOf, type Dispatch, type Transmission } from './groups.ts';
import { handsetLinkLost, refusedForGood, refusedForNow, sendingsOf } from './sendings.ts';

/** A segment that was refused for now, and what became of it. */
export type Refused = {
  readonly refused: Transmission;
  /** The next sending of the same part; `null`: it was not sent again. */
  readonly again: Transmission | null;
  /** Whether time and attempts were left, and nothing else had ended the group. */
  readonly isDue: boolean;
};

/**
 * Every segment refused for now. It is due again unless it failed in the last retryMs of the (shortest) predetermined
 * time, the attempts that the profile states are used up, the link was lost, or another answer ended the group.
 */
export function refusedSegments(view: View, dispatch: Dispatch, { timers, policy }: Profile): readonly Refused[] {
  const sent = sendingsOf(dispatch);
  const { request, pdu } = dispatch.submission;
  const dueUntilUs = request.atUs + (leastWindowMs(pdu, timers) - timers.retryMs) * 1_000;
  const end = view.events.at(-1)?.seq ?? 0;
  // What is answered with any other code leaves it to the SMSC whether the group ends (AMB-56).
  const isEnded = sent.some((one) => one.answer !== null && !acknowledged(one) && !refusedForNow(one));
  return sent.filter(refusedForNow).map((refused) => {
    const same = sent.filter((one) => indexOf(one) === indexOf(refused));
    const again = same.find((one) => one.request.seq > refused.request.seq) ?? null;
    const attempts = same.filter((one) => one.request.seq <= refused.request.seq).length;
    const failedUs = refused.answer?.atUs ?? 0;
    const isDue =
      failedUs <= dueUntilUs &&
      !isEnded &&
      !sent.some(refusedForGood) &&
      (policy.attempts === null || attempts < policy.attempts) &&
      !handsetLinkLost(view, refused.request.seq, again?.request.seq ?? end);
    return { refused, again, isDue };
  });
}
