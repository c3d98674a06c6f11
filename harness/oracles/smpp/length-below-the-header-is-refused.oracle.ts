import { HEADER_OCTETS } from '../../wire/smpp/framer.ts';
import { judgeBadLength } from './bad-length.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked } from './exchanges.ts';

const EXPECTED = 'generic_nack, close or both, and the stream not read on as if nothing had happened';

/** A command_length below 16 cannot be: the session is nacked, closed or both, and what follows is answered or nothing is (SMPP 3.4, 4.3; AMB-13). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-002',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => request.message.pdu.command_length < HEADER_OCTETS)
      .flatMap(({ request }) => judgeBadLength(request, EXPECTED, view, context)),
  accepts: [
    `peer > iut enquire_link sequence_number=1 command_length=0
     iut  > peer generic_nack sequence_number=1 status=0x02
     iut ! peer closed`,
    `# nack and stay
     peer > iut enquire_link sequence_number=1 command_length=15
     iut  > peer generic_nack sequence_number=0 status=0x02
     peer > iut enquire_link sequence_number=2
     iut  > peer enquire_link_resp sequence_number=2`,
    `# close without a word
     peer > iut enquire_link sequence_number=1 command_length=15
     iut ! peer closed
     peer ! iut opened connection=smpp-2
     iut ! peer opened connection=smpp-2
     peer > iut enquire_link sequence_number=1 connection=smpp-2
     iut  > peer enquire_link_resp sequence_number=1 connection=smpp-2`,
  ],
  inconclusive: [
    `peer > iut enquire_link sequence_number=1 command_length=15
     iut ! peer closed`,
  ],
  rejects: [
    '# open and deaf\n peer > iut enquire_link sequence_number=1 command_length=0',
    `# nack, and deaf
     peer > iut enquire_link sequence_number=1 command_length=0
     iut  > peer generic_nack sequence_number=1 status=0x02
     peer > iut enquire_link sequence_number=2`,
    `# as if nothing had happened
     peer > iut enquire_link sequence_number=1 command_length=15
     iut  > peer enquire_link_resp sequence_number=1`,
    `# crash
     peer > iut enquire_link sequence_number=1 command_length=15
     iut ! peer closed
     peer ! iut closed
     peer ! iut closed connection=smpp-2`,
  ],
});
