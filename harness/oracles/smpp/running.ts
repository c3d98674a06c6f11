import type { View } from '../../trace/view.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { submissions, type PduMessage, type Submission } from '../submissions.ts';
import type { Asked } from './exchanges.ts';
import { wellFormed } from './odd-requests.ts';

/** A request about a message whose transaction was running when it was answered; `whose` is its submission. */
export type Running = { readonly asked: Asked; readonly answer: PduMessage; readonly whose: Submission };

/** The requests of these commands that came for a transaction in its course: its message_id is known by the response that came later. */
export function running(view: View, commands: readonly string[]): readonly Running[] {
  const all = submissions(view);
  return wellFormed(view, commands).flatMap((asked): readonly Running[] => {
    const [answer] = asked.answers;
    const id = text(asked.request.message.pdu, 'message_id');
    const whose = all.find(
      ({ request, responses: [response] }) =>
        response !== undefined &&
        id !== '' &&
        text(response.message.pdu, 'message_id') === id &&
        request.seq < asked.request.seq &&
        answer !== undefined &&
        response.seq > answer.seq,
    );
    return answer === undefined || whose === undefined ? [] : [{ asked, answer, whose }];
  });
}
