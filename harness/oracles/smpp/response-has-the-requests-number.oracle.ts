import type { Finding } from '../../trace/finding.ts';
import { requestOf } from '../../wire/smpp/commands.table.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked, said, type Said } from './exchanges.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a response with the sequence_number of the request that it answers';

/**
 * Responses are numbered by the requester (SMPP 3.4, 3.2). A response whose request may lie before the observation, or belong
 * to another case, is no breach: only one that leaves a request of its kind unanswered.
 */
export default defineForBothEnds({
  requirement: 'SMPP-HDR-002',
  check: (view) => said(view).flatMap((one) => judged(one, view)),
  accepts: [
    `peer > iut enquire_link      sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7`,
    `peer > iut enquire_link      sequence_number=7
     peer > iut enquire_link      sequence_number=8
     iut  > peer enquire_link_resp sequence_number=8
     iut  > peer enquire_link_resp sequence_number=7`,
    `# what generic_nack is due is another rule's matter
     peer > iut enquire_link      sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7
     iut  > peer generic_nack      sequence_number=0 status=0x02`,
  ],
  rejects: [
    `# its own numbering
     peer > iut enquire_link      sequence_number=7
     iut  > peer enquire_link_resp sequence_number=1`,
    `# bit 31 is set in the number, too
     peer > iut enquire_link      sequence_number=7
     iut  > peer enquire_link_resp sequence_number=0x80000007`,
  ],
});

function judged({ response, request }: Said, view: View): readonly Finding[] {
  const { command, sequence_number } = response.message.pdu;
  if (command === 'generic_nack') return [];
  const evidence = request === null ? [response] : [request, response];
  const actual = `${command} with sequence_number ${sequence_number}`;
  if (request !== null) return [{ verdict: 'pass', evidence, expected: EXPECTED, actual }];
  const kind = requestOf(command);
  const unanswered = asked(view).find(
    (one) =>
      one.answers.length === 0 &&
      one.request.message.pdu.command === kind &&
      one.request.connection === response.connection &&
      one.request.seq < response.seq,
  );
  if (unanswered === undefined) return [];
  const { sequence_number: due } = unanswered.request.message.pdu;
  return [
    {
      verdict: 'fail',
      evidence: [unanswered.request, response],
      expected: EXPECTED,
      actual: `${actual}; ${due} was asked`,
    },
  ];
}
