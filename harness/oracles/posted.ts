import { remembered } from '../core/remembered.ts';
import type { View } from '../trace/view.ts';
import { papOf, responsesTo, type PapEvent } from './pushes.ts';

/** What a PI posted to submit a push, as it wrote it, and the answer on its connection. */
export type Posted = { readonly event: PapEvent; readonly answer: PapEvent | null; readonly pushId: string };

const OTHER_OPERATIONS: readonly string[] = ['cancel-message', 'statusquery-message', 'ccq-message'];

/** The push submissions of a PI's view, well or badly made: all that it posts but the other operations. */
export const postedPushes = remembered((view: View): readonly Posted[] => {
  const messages = papOf(view);
  const answers = responsesTo(messages);
  return messages
    .filter(
      ({ direction, peer, message }) =>
        direction === 'out' &&
        peer === 'ppg' &&
        message.pap.http.kind === 'request' &&
        message.pap.http.method === 'POST' &&
        !OTHER_OPERATIONS.includes(message.name),
    )
    .map((event) => ({
      event,
      answer: answers.get(event) ?? null,
      pushId: event.message.pap.control?.attributes['push-id'] ?? '',
    }));
});
