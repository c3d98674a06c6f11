import type { Profile } from '../core/profile.ts';
import type { View } from '../trace/view.ts';
import { leastWindowMs } from './deadlines.ts';
import { acknowledged, indexOf, type Dispatch } from './groups.ts';
import { deliveredGroup, handsetLinkLost, undelivered } from './sendings.ts';

/** No SMSC's own wait for an acknowledgement is shorter than our reference's: an acknowledgement this quick was in time. */
const PROMPT_US = 200_000;
/** What a stated time is taken to be shorter by. */
const MARGIN_US = 100_000;

/** What the handset's answers say that the result of a submission must be. */
export type Due =
  /** Every segment was acknowledged, surely in time. */
  | 'success'
  /** Every segment was acknowledged; whether in time only the SMSC knows. */
  | 'either'
  /** A segment was sent that nobody acknowledged. */
  | 'failure'
  /** Nothing was sent. */
  | 'unknown';

/** What the handset's answers make of a submission, as far as they came before its first response. */
export function dueResult(view: View, dispatch: Dispatch, { timers, statedTimers }: Profile): Due {
  const { submission, groups } = dispatch;
  const before = submission.responses[0]?.seq ?? Number.POSITIVE_INFINITY;
  const group = deliveredGroup(dispatch, before);
  if (group === null) {
    const sent = groups.flatMap(({ transmissions }) => transmissions).filter(({ request }) => request.seq < before);
    return sent.length === 0 ? 'unknown' : undelivered(dispatch, before).length > 0 ? 'failure' : 'either';
  }
  const inTimeUs = statedTimers.includes('ackMs')
    ? Math.max(PROMPT_US, 0.8 * timers.ackMs * 1_000 - MARGIN_US)
    : PROMPT_US;
  // What we wrote the SMSC may have read so much later.
  const lateUs = view.header.timingToleranceUs;
  const allInTime = group.transmissions
    .filter(acknowledged)
    .every(({ request, answer }) => (answer?.atUs ?? 0) - request.atUs + lateUs <= inTimeUs);
  const last = Math.max(...group.transmissions.filter(acknowledged).map(({ answer }) => answer?.atUs ?? 0));
  const latestUs = submission.request.atUs + 0.8 * leastWindowMs(submission.pdu, timers) * 1_000 - MARGIN_US;
  // A refusal that was not followed by an acknowledgement of the same part may have ended the group (AMB-56).
  const refused = group.transmissions.filter((one) => one.answer !== null && !acknowledged(one));
  const outlived = refused.every(({ request, ...one }) =>
    group.transmissions.some(
      (later) =>
        acknowledged(later) && later.request.seq > request.seq && indexOf(later) === indexOf({ request, ...one }),
    ),
  );
  const linkLost = handsetLinkLost(view, submission.request.seq, before);
  return allInTime && last + lateUs <= latestUs && outlived && !linkLost ? 'success' : 'either';
}
