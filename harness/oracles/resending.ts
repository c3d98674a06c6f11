import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import { leastWindowMs } from './deadlines.ts';
import { acknowledged, indexOf, type Dispatch, type Transmission } from './groups.ts';
import { handsetLinkLost, refusedForGood, refusedForNow, sendingsOf } from './sendings.ts';

/** Share of the time after which an SMSC may find it too late for another attempt. */
const EARLY = 0.5;
/** A first attempt and one more: what claim 2 asks for where no limit is stated. */
const LEAST_ATTEMPTS = 2;

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
 * time, the attempts are used up, the link was lost, or another answer or a silence ended the group. Where the failure
 * was returned while the time was far from over, the SMSC did not wait for a time to retry. A third party that resent
 * a segment at least once may have a limit on attempts that nobody stated (AMB-02: predetermined conditions).
 */
export function refusedSegments(
  view: View,
  dispatch: Dispatch,
  { timers, policy, target }: Profile,
): readonly Refused[] {
  const sent = sendingsOf(dispatch);
  const { request, pdu, responses } = dispatch.submission;
  const windowMs = leastWindowMs(pdu, timers);
  const dueUntilUs = request.atUs + (windowMs - timers.retryMs) * 1_000;
  const gaveUp = responses[0] !== undefined && responses[0].atUs - request.atUs <= EARLY * windowMs * 1_000;
  const attemptsMost = policy.attempts ?? (target === null ? Number.POSITIVE_INFINITY : LEAST_ATTEMPTS);
  const end = view.events.at(-1)?.seq ?? 0;
  const before = responses[0]?.seq ?? Number.POSITIVE_INFINITY;
  // What is answered with any other code, or not at all, leaves it to the SMSC whether the group ends (AMB-56, TXN-007).
  const isEnded = sent.some((one) => one.request.seq < before && !acknowledged(one) && !refusedForNow(one));
  return sent.filter(refusedForNow).map((refused) => {
    const same = sent.filter((one) => indexOf(one) === indexOf(refused));
    const again = same.find((one) => one.request.seq > refused.request.seq) ?? null;
    const attempts = same.filter((one) => one.request.seq <= refused.request.seq).length;
    const failedUs = refused.answer?.atUs ?? 0;
    const isDue =
      (failedUs <= dueUntilUs || gaveUp) &&
      !isEnded &&
      !sent.some(refusedForGood) &&
      attempts < attemptsMost &&
      !handsetLinkLost(view, refused.request.seq, again?.request.seq ?? end);
    return { refused, again, isDue };
  });
}
