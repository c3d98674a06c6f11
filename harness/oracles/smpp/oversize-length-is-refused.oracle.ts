import { HEADER_OCTETS } from '../../wire/smpp/framer.ts';
import { judgeBadLength } from './bad-length.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked } from './exchanges.ts';

import { lostFraming } from '../submissions.ts';

const EXPECTED = 'refused by generic_nack, close or both, without waiting for all of it';

/** A command_length beyond every limit is refused and not buffered (SMPP 3.4, 4.3; AMB-13). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-003',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => lostFraming(request) && request.message.pdu.command_length >= HEADER_OCTETS)
      .flatMap(({ request }) => judgeBadLength(request, EXPECTED, view, context)),
  accepts: [
    `peer > iut enquire_link sequence_number=1 command_length=0x7fffffff
     iut  > peer generic_nack sequence_number=1 status=0x02
     iut ! peer closed`,
  ],
  inconclusive: [
    `peer > iut enquire_link sequence_number=1 command_length=0x7fffffff
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `peer > iut enquire_link sequence_number=1 command_length=0x7fffffff
     peer > iut enquire_link sequence_number=2`,
  ],
});
