import type { View } from '../trace/view.ts';
import { papOf, responsesTo, type PapEvent } from './pushes.ts';
import { postedPushes } from './posted.ts';

/** What a PPG posted to a PI, with the PI's answer. */
export type Told = {
  readonly event: PapEvent;
  readonly answer: PapEvent | null;
  readonly pushId: string;
  /** Whether this PI submitted that push-id, as far as was seen. */
  readonly isKnown: boolean;
  /** Whether it is a result notification as it should be. */
  readonly isValid: boolean;
};

/** What a PPG posted to the PI of this view, well or badly made; what a push had asked for at another path is not the PI's to answer. */
export function toldToPi(view: View): readonly Told[] {
  const messages = papOf(view);
  const answers = responsesTo(messages);
  const posted = postedPushes(view);
  const known = new Set(posted.map(({ pushId }) => pushId));
  const asked = new Map(
    posted.map(({ pushId, event }) => [
      pushId,
      pathOf(event.message.pap.control?.attributes['ppg-notify-requested-to']),
    ]),
  );
  return messages
    .filter(
      ({ direction, peer, message }) =>
        direction === 'in' &&
        peer === 'ppg' &&
        message.pap.http.kind === 'request' &&
        message.pap.http.method === 'POST',
    )
    .filter(({ message: { pap } }) => {
      const path = asked.get(pap.control?.attributes['push-id'] ?? '') ?? null;
      return path === null || path === pathOf(pap.http.target);
    })
    .map((event) => {
      const { pap, name } = event.message;
      const pushId = pap.control?.attributes['push-id'] ?? '';
      return {
        event,
        answer: answers.get(event) ?? null,
        pushId,
        isKnown: known.has(pushId),
        isValid:
          name === 'resultnotification-message' && pap.control?.problems.length === 0 && pap.problems.length === 0,
      };
    });
}

/** The path and query of a URL, or of a request's target; `null` where it is neither. */
function pathOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url, 'http://pi')) return null;
  const { pathname, search } = new URL(url, 'http://pi');
  return pathname + search;
}

/** Code of an answer, '' without one; its PAP operation, '' without one; its HTTP status. */
export function answered({ answer }: Told): {
  readonly code: string;
  readonly operation: string;
  readonly status: number;
} {
  const control = answer?.message.pap.control;
  return {
    code: control?.attributes['code'] ?? '',
    operation: control?.operation ?? '',
    status: answer?.message.pap.http.status ?? 0,
  };
}

/** Whether the PI did anything after that: it answered, or submitted. */
export function worksAfter(view: View, { event, answer }: Told): boolean {
  const after = answer?.seq ?? event.seq;
  return papOf(view).some(({ direction, seq }) => direction === 'out' && seq > after);
}
