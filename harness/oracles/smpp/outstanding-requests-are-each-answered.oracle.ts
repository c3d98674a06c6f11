import { defineForBothEnds } from './both-ends.ts';
import { asked, type Asked } from './exchanges.ts';
import { flawOf, sidesOf } from './odd-requests.ts';
import { lostFraming, pdusOf } from '../submissions.ts';
import { owedTo } from './owed.ts';
import { stalledSessions, UNREAD_REQUESTS } from './stalled-sessions.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'each of several outstanding requests answered, in any order, or refused by status';

/** Requests need not wait for each other, and each gets its answer (SMPP 3.4, 2.6; AMB-06). */
export default defineForBothEnds({
  requirement: 'SMPP-SES-012',
  check: (view, context) => {
    const sides = sidesOf(view, context);
    const stalls = stalledSessions(sides.peer).map(({ from }) => from);
    const plain = asked(view).filter(
      ({ request }) =>
        !stalls.some(({ connection, seq }) => connection === request.connection && request.seq >= seq) &&
        responseOf(request.message.name) !== null &&
        !lostFraming(request) &&
        flawOf(request.message.pdu) === null,
    );
    return (
      overlapping(plain, sides.peer)
        .map(({ request, answers }) =>
          owedTo(request, answers, { expected: EXPECTED, wrongWith: () => null, mayClose: false }, sides),
        )
        // Whether a close was due is the matter of the rules about what came before it.
        .filter(({ verdict, actual }) => verdict !== 'fail' || actual.startsWith('nothing'))
    );
  },
  accepts: [
    `peer > iut enquire_link      sequence_number=1
     peer > iut enquire_link      sequence_number=2
     iut  > peer enquire_link_resp sequence_number=2
     iut  > peer enquire_link_resp sequence_number=1`,
    // What came on a session that the peer has stopped reading was not seen.
    `peer > iut enquire_link      sequence_number=1 connection=smpp-2
     peer > iut enquire_link      sequence_number=2 connection=smpp-2
     iut  > peer enquire_link_resp sequence_number=2 connection=smpp-2
     iut  > peer enquire_link_resp sequence_number=1 connection=smpp-2
     ${Array.from({ length: UNREAD_REQUESTS }, (_, at) => `peer > iut enquire_link sequence_number=${at + 1}`).join('\n     ')}`,
  ],
  inconclusive: [
    `peer > iut enquire_link      sequence_number=1
     peer > iut enquire_link      sequence_number=2
     iut  > peer enquire_link_resp sequence_number=2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `peer > iut enquire_link      sequence_number=1
     peer > iut enquire_link      sequence_number=2
     iut  > peer enquire_link_resp sequence_number=1`,
  ],
});

/** For whom of these requests, as their sender saw it, another of its session was unanswered when it was sent or answered. */
function overlapping(all: readonly Asked[], sender: View): readonly Asked[] {
  const sent = new Map<string, number>();
  const answered = new Map<string, number>();
  for (const { connection, direction, seq, message } of pdusOf(sender)) {
    const key = `${connection} ${message.pdu.sequence_number}`;
    if (direction === 'out' && !isResponse(message.pdu)) sent.set(key, seq);
    if (direction === 'in' && isResponse(message.pdu)) answered.set(key, seq);
  }
  const keyOf = ({ request }: Asked): string => `${request.connection} ${request.message.pdu.sequence_number}`;
  const open = new Map<string, Asked[]>();
  const found = new Set<Asked>();
  for (const one of all) {
    const from = sent.get(keyOf(one)) ?? one.request.seq;
    const before = (open.get(one.request.connection) ?? []).filter(
      (other) => (answered.get(keyOf(other)) ?? Number.POSITIVE_INFINITY) > from,
    );
    for (const other of before) found.add(other).add(one);
    open.set(one.request.connection, [...before, one]);
  }
  return all.filter((one) => found.has(one));
}
