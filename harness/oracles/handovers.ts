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

function handoversOf(view: View, { claims, timers, notify }: Profile): readonly Handover[] {
  const submitted = allSubmissions(view).map((submission) => ({
    submission,
    datagram: pushOf(submission.carried.data),
  }));
  const notified = notifications(view);
  const all = pushes(view);
  const taken = groupedById(all);
  const ours = listenerOf(all, notify);
  const pushed = all.flatMap((push) => [...new Set(push.recipients)].map((to) => ({ push, to })));
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
        comesToUs(push.request.message.pap.control?.attributes['ppg-notify-requested-to'], ours),
      attempts,
      notified: notified.filter(
        (one) => one.pushId === push.pushId && (one.to ?? to) === to && isTheOneMeant(push, one, taken),
      ),
      patienceUs: timers.transactionMs * 1_000,
    };
  });
}

/** Whether what is notified to a URL is seen: nobody knows what a PPG does about others' (AMB-41). Most pushes name our listener. */
function comesToUs(url: string | undefined, ours: string | null): boolean {
  return url !== undefined && authorityOf(url) === ours && ours !== null;
}

function listenerOf(all: readonly Push[], notify: Profile['notify']): string | null {
  if (notify !== undefined) return authorityOf(notify.url);
  const named = new Map<string, number>();
  for (const { request } of all) {
    const authority = authorityOf(request.message.pap.control?.attributes['ppg-notify-requested-to'] ?? '');
    if (authority !== null) named.set(authority, (named.get(authority) ?? 0) + 1);
  }
  return [...named].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

function authorityOf(url: string): string | null {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? null;
}

function groupedById(all: readonly Push[]): ReadonlyMap<string, readonly Push[]> {
  const groups = new Map<string, Push[]>();
  for (const push of all) groups.set(push.pushId, [...(groups.get(push.pushId) ?? []), push]);
  return groups;
}

/** Of several pushes with one id a result is of the last that was not refused, as far as it came before: an id may be used again (AMB-35). */
function isTheOneMeant(push: Push, { event }: Notification, byId: ReadonlyMap<string, readonly Push[]>): boolean {
  const same = byId.get(push.pushId) ?? [];
  if (same.length < 2) return true;
  const last = same.filter(({ request, responseClass }) => request.seq < event.seq && responseClass <= 1).at(-1);
  return last === undefined || last === push;
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
