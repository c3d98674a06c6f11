import type { Profile } from '../core/profile.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { responseOf } from '../wire/smpp/commands.table.ts';
import { notifications, type Notification } from './notifications.ts';
import { rememberedOfTwo } from '../core/remembered.ts';
import { carriesContent, pushes, pushOf, type Push } from './pushes.ts';
import { statusOf, allSubmissions, type PduMessage, type Submission } from './submissions.ts';

/** One push to one recipient, and what the PPG made of it. */
export type Handover = {
  readonly push: Push;
  /** Digits of the recipient. */
  readonly to: string;
  /** Whether the push asked for its result, by an attribute that the profile does not say is ignored. */
  readonly asksForResult: boolean;
  /** Submissions of this push to this recipient: one, and those that repeat it (DSC-02). */
  readonly attempts: readonly Submission[];
  readonly notified: readonly Notification[];
  /** How long a PPG must wait for a response, in µs: what comes later may find the transaction ended (PPG-SUS-005). */
  readonly patienceUs: number;
};

/** What a PPG's view tells of each push and recipient; a submission belongs to the push whose content it carries. */
export const handovers = rememberedOfTwo(handoversOf);

function handoversOf(view: View, { claims, timers }: Profile): readonly Handover[] {
  const submitted = allSubmissions(view).map((submission) => ({
    submission,
    datagram: pushOf(submission.carried.data),
  }));
  const notified = notifications(view);
  const pushed = pushes(view).flatMap((push) => [...new Set(push.recipients)].map((to) => ({ push, to })));
  return pushed.map(({ push, to }) => {
    const candidates = submitted.filter(({ submission }) => submission.to === to);
    const exact = candidates.filter(
      ({ submission, datagram }) => submission.request.seq > push.request.seq && carriesContent(push, datagram),
    );
    // What carries other octets is still this push's where there is nothing else that it could be.
    const alone = pushed.filter((other) => other.to === to).length === 1 && candidates.length === 1;
    const attempts = (exact.length === 0 && alone ? candidates : exact).map(({ submission }) => submission);
    return {
      push,
      to,
      asksForResult:
        claims['resultNotification'] !== false &&
        push.request.message.pap.control?.attributes['ppg-notify-requested-to'] !== undefined,
      attempts,
      notified: notified.filter((one) => one.pushId === push.pushId && (one.to ?? to) === to),
      patienceUs: timers.transactionMs * 1_000,
    };
  });
}

/** The response to a submission that has its command, as every result of a transaction has; the first, if there are more. */
export function answerTo({ pdu, responses }: Submission): PduMessage | null {
  return responses.find(({ message }) => message.pdu.command === responseOf(pdu.command)) ?? null;
}

/**
 * The failure that decides a push: of its last submission, and before any result of it. However late it came, whoever still
 * waited for it has to report it.
 */
export function decisiveFailure({ attempts, notified }: Handover): PduMessage | null {
  const last = attempts.at(-1);
  const answer = last === undefined ? null : answerTo(last);
  const failed = answer !== null && statusOf(answer) !== 0;
  return failed && notified.every(({ event }) => event.seq > answer.seq) ? answer : null;
}

/** The submission and the answer that decide a push: the last ones; `null` where that answer is missing, or came late. */
export function decisive(handover: Handover): { readonly submission: Submission; readonly answer: PduMessage } | null {
  const submission = handover.attempts.at(-1);
  const answer = submission === undefined ? null : timelyAnswer(handover, submission);
  return submission === undefined || answer === null ? null : { submission, answer };
}

/** The response that decides an attempt, if it came while the PPG had to wait for it. */
export function timelyAnswer({ patienceUs }: Handover, attempt: Submission): PduMessage | null {
  const answer = answerTo(attempt);
  return answer !== null && answer.atUs - attempt.request.atUs <= patienceUs ? answer : null;
}

/** The SMSC's success for a push, in time; `null` where it gave none. */
export function confirmed(handover: Handover): PduMessage | null {
  for (const attempt of handover.attempts) {
    const answer = timelyAnswer(handover, attempt);
    if (answer !== null && statusOf(answer) === 0) return answer;
  }
  return null;
}

/** What shows a handover: the push, its submissions with their responses, and its notifications. */
export function evidenceOf({ push, attempts, notified }: Handover): readonly TraceEvent[] {
  return [
    push.request,
    ...attempts.flatMap(({ request, responses }) => [request, ...responses]),
    ...notified.map(({ event }) => event),
  ];
}
