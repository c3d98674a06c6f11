import { responseOf } from '../../wire/smpp/commands.table.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked } from './exchanges.ts';

/** A request is answered by the response of its own command, or by generic_nack (SMPP 3.4, 3.2, 4.3). */
export default defineForBothEnds({
  requirement: 'SMPP-HDR-005',
  check: (view) =>
    asked(view).flatMap(({ request, answers }) => {
      const { command } = request.message.pdu;
      const due = responseOf(command);
      const expected = due === null ? 'generic_nack or nothing' : `${due} or generic_nack`;
      return answers.map((answer) => {
        const { name } = answer.message;
        return {
          verdict: name === due || name === 'generic_nack' ? 'pass' : 'fail',
          evidence: [request, answer],
          expected,
          actual: `${command} was answered with ${name}`,
        };
      });
    }),
  accepts: [
    `peer > iut enquire_link      sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7`,
    `peer > iut unbind       sequence_number=7
     iut  > peer generic_nack sequence_number=7 status=0x08`,
  ],
  rejects: [
    `peer > iut enquire_link sequence_number=7
     iut  > peer unbind_resp  sequence_number=7`,
    `# the command_id without bit 31, and so no response at all, is a request of its own
     peer > iut unbind            sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7`,
  ],
});
