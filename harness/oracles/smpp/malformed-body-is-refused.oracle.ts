import { defineForBothEnds } from './both-ends.ts';
import { asked } from './exchanges.ts';
import { flawOf, judgeRefused, sidesOf } from './odd-requests.ts';
import { lostFraming } from '../submissions.ts';

const EXPECTED = 'a status that is not 0, generic_nack or close; nothing delivered, and later requests answered';

/** A body too short, or a C-Octet String without end, is refused whole (SMPP 3.4, 4.3; AMB-13, AMB-18). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-005',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => !lostFraming(request) && flawOf(request.message.pdu) === 'body')
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `peer > iut unknown raw=hex 00000013 00000103 00000000 00000007 574150
     iut  > peer data_sm_resp sequence_number=7 status=0x02 header_only
     peer > iut enquire_link sequence_number=8
     iut  > peer enquire_link_resp sequence_number=8`,
    `# by a generic_nack that has lost the number
     peer > iut unknown raw=hex 00000013 00000005 00000000 00000007 574150
     iut  > peer generic_nack sequence_number=0 status=0x02`,
  ],
  inconclusive: [
    `peer > iut unknown raw=hex 00000013 00000103 00000000 00000007 574150
     iut ! peer closed`,
  ],
  rejects: [
    `peer > iut unknown raw=hex 00000013 00000103 00000000 00000007 574150
     iut  > peer data_sm_resp sequence_number=7`,
    `# open and deaf
     peer > iut unknown raw=hex 00000013 00000005 00000000 00000007 574150
     peer > iut enquire_link sequence_number=8`,
    `# silence, though later requests are answered
     peer > iut unknown raw=hex 00000013 00000005 00000000 00000007 574150
     peer > iut enquire_link sequence_number=8
     iut  > peer enquire_link_resp sequence_number=8`,
  ],
});
