import { responseOf } from '../../wire/smpp/commands.table.ts';
import { maySend, type SessionState } from '../../wire/smpp/states.table.ts';
import { defineForBothEnds, type LinkEnd } from './both-ends.ts';
import { isBound } from './exchanges.ts';
import { deafness, sidesOf, wellFormed } from './odd-requests.ts';
import { owedTo } from './owed.ts';

/** A receiver's largest PDU is its own choice (AMB-19); beyond it a length is invalid, and closing without a word legal (AMB-13). */
const LONG_OCTETS = 1_000;
const EXPECTED = 'its response or generic_nack (0x03)';
/** Commands of SMPP that many do without. */
const RARE: readonly string[] = [
  'query_sm',
  'cancel_sm',
  'replace_sm',
  'submit_multi',
  'data_sm',
  'broadcast_sm',
  'query_broadcast_sm',
  'cancel_broadcast_sm',
].filter((command) => responseOf(command) !== null);

/** A command that is known and not supported is answered, not met with silence (SMPP 3.4, 4.3; AMB-13). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-008',
  check: (view, context, end) =>
    wellFormed(view, RARE)
      .filter(
        ({ request, state, version, isWhole }) =>
          (isBound(state) || !isWhole) && isAllowed(end, request.message.name, state, version),
      )
      .flatMap(({ request, answers }) => {
        const sides = sidesOf(view, context);
        const owed = { expected: EXPECTED, wrongWith: () => null, mayClose: request.octets.length > LONG_OCTETS };
        return [owedTo(request, answers, owed, sides), ...deafness(request, EXPECTED, sides)];
      }),
  accepts: [
    `peer > iut query_sm sequence_number=7 message_id=x
     iut  > peer generic_nack sequence_number=7 status=0x03`,
    `peer > iut replace_sm sequence_number=7 message_id=x
     iut  > peer replace_sm_resp sequence_number=7 status=0x0c`,
    `# whoever serves them
     peer > iut submit_multi      sequence_number=7
     iut  > peer submit_multi_resp sequence_number=7 message_id=x
     peer > iut broadcast_sm      sequence_number=8
     iut  > peer broadcast_sm_resp sequence_number=8 message_id=y`,
    `# longer than it takes
     peer > iut data_sm sequence_number=7 message_payload=pattern(1000)
     iut ! peer closed
     peer ! iut opened connection=smpp-2
     iut ! peer opened connection=smpp-2
     peer > iut enquire_link sequence_number=1 connection=smpp-2
     iut  > peer enquire_link_resp sequence_number=1 connection=smpp-2`,
  ],
  inconclusive: [
    `peer > iut query_sm sequence_number=7 message_id=x
     -- trace ends before the deadline --`,
  ],
  rejects: ['peer > iut query_sm sequence_number=7 message_id=x'],
});

/** What is not allowed in the state is another rule's matter; to a PPG none of them is allowed ever. */
function isAllowed(end: LinkEnd, command: string, state: SessionState, version: number | null): boolean {
  return end === 'ppg' || !isBound(state) || maySend('esme', command, state, version ?? 0);
}
