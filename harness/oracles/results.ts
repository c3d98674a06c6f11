import type { Finding } from '../trace/finding.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import type { Context } from './define.ts';
import { notifications, type Notification } from './notifications.ts';
import { papRequests, type PapRequest } from './requests.ts';
import { isSilent, successSilenceUs } from './silence.ts';

/** States in which a push stays (pap.md 4). */
export const FINAL_STATES: readonly string[] = [
  'rejected',
  'delivered',
  'undeliverable',
  'expired',
  'aborted',
  'timeout',
  'cancelled',
];

/** The result notifications that a PPG wrote. */
export function written(view: View): readonly Notification[] {
  return notifications(view).filter(({ event }) => event.direction === 'out');
}

/** The push that a push-id stands for: the first one with it that was accepted. */
export function acceptedPush(view: View, pushId: string): PapRequest | undefined {
  return papRequests(view).find(
    ({ event, answer, ...request }) =>
      request.pushId === pushId && event.message.name === 'push-message' && answer.kind === 'success',
  );
}

/** Where results of a push are asked for; `null` = they are not. */
export function notifyUrl({ pap }: PapRequest): string | null {
  return pap.control?.attributes['ppg-notify-requested-to'] ?? null;
}

/** Whether a notification that were to follow this event would have been seen: another came later, or time enough passed. */
export function notificationWouldHaveCome(from: TraceEvent, view: View, { profile }: Context): boolean {
  return (
    written(view).some(({ event, to }) => event.seq > from.seq && resultAfter(view, from, to)) ||
    isSilent(view, from, successSilenceUs(profile, view))
  );
}

/** Whether the SMSC has answered a submission to this number after an event. */
function resultAfter(view: View, from: TraceEvent, to: string | null): boolean {
  return papRequests(view).some(({ submissions }) =>
    submissions.some((one) => one.to === to && one.responses.some(({ seq }) => seq > from.seq)),
  );
}

/** A finding by whether something holds. */
export function grade(holds: boolean, evidence: readonly TraceEvent[], expected: string, actual: string): Finding {
  return { verdict: holds ? 'pass' : 'fail', evidence, expected, actual };
}
