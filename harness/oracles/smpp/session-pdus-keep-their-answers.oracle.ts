import { pdusOf, submissions } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { View } from '../../trace/view.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked, closing } from './exchanges.ts';

/** enquire_link is answered while transactions are suspended, not behind them (SMPP 3.4, 4.11). */
export default defineForBothEnds({
  requirement: 'SMPP-SES-007',
  check: (view, { profile }) => {
    const limitMs = profile.timers.linkMs;
    const occasions = asked(view)
      .filter(({ request }) => request.message.name === 'enquire_link' && isSuspended(request.seq, view))
      .flatMap(({ request, answers: [answer] }): readonly Occasion[] => {
        if (answer === undefined && closing(view, request) !== undefined) return [];
        const tookUs = (answer?.atUs ?? view.header.endUs) - request.atUs;
        const came = answer !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
        const evidence = answer === undefined ? [request] : [request, answer];
        return [{ tookUs, came, evidence, what: answer === undefined ? 'no answer' : 'answered' }];
      });
    return notLater(occasions, { limitMs, header: view.header, expected: `enquire_link_resp within ${limitMs} ms` });
  },
  accepts: [
    `ppg  > smsc submit_sm         sequence_number=7 esm_class=0x02 message_payload=text "push"
     peer > iut  enquire_link      sequence_number=8
     iut  > peer enquire_link_resp sequence_number=8
     smsc > ppg  submit_sm_resp    sequence_number=7`,
  ],
  inconclusive: [
    `ppg  > smsc submit_sm         sequence_number=7 esm_class=0x02 message_payload=text "push"
     peer > iut  enquire_link      sequence_number=8
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# behind the transaction
     ppg  > smsc submit_sm         sequence_number=7 esm_class=0x02 message_payload=text "push"
     peer > iut  enquire_link      sequence_number=8
     @40000ms smsc > ppg  submit_sm_resp    sequence_number=7
     iut  > peer enquire_link_resp sequence_number=8`,
  ],
});

/** Whether a transaction is without response at this moment, on whatever session. */
function isSuspended(seq: number, view: View): boolean {
  return submissions(view).some(
    ({ request, responses }) =>
      request.seq < seq && responses.every((response) => response.seq > seq) && isOpen(request.connection, seq, view),
  );
}

function isOpen(connection: string, seq: number, view: View): boolean {
  return (
    pdusOf(view).some((one) => one.connection === connection) &&
    !view.events.some((event) => event.kind === 'closed' && event.connection === connection && event.seq < seq)
  );
}
