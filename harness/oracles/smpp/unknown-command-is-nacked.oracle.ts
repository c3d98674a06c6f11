import { defineForBothEnds } from './both-ends.ts';
import { asked } from './exchanges.ts';
import { deafness, isUnknown, sidesOf } from './odd-requests.ts';
import { lostFraming, statusOf } from '../submissions.ts';
import { named, owedTo } from './owed.ts';

const RINVCMDID = 0x03;
const EXPECTED = 'generic_nack 0x03 with the sequence_number of the unknown command, and later requests answered';

/** A request whose command_id nobody knows is answered by generic_nack; the session goes on, unless it is closed then (SMPP 3.4, 3.3, 4.3; AMB-13). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-001',
  check: (view, context) => {
    const sides = sidesOf(view, context);
    return asked(view)
      .filter(({ request }) => isUnknown(request) && !lostFraming(request))
      .flatMap(({ request, answers }) => {
        const wrongWith = (answer: (typeof answers)[number]): string | null =>
          answer.message.name === 'generic_nack' && statusOf(answer) === RINVCMDID
            ? null
            : `answered with ${named(answer)}`;
        const nack = owedTo(request, answers, { expected: EXPECTED, wrongWith, mayClose: false }, sides);
        return nack.verdict === 'pass' ? [nack, ...deafness(request, EXPECTED, sides)] : [nack];
      });
  },
  accepts: [
    `peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     iut  > peer generic_nack sequence_number=10 status=0x03
     peer > iut enquire_link sequence_number=11
     iut  > peer enquire_link_resp sequence_number=11`,
    `# nack and close (AMB-13)
     peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     iut  > peer generic_nack sequence_number=10 status=0x03
     iut ! peer closed`,
  ],
  inconclusive: [
    `peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     -- trace ends before the deadline --`,
    `peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     peer ! iut closed
     iut ! peer closed`,
  ],
  rejects: [
    `peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     peer > iut enquire_link sequence_number=11
     iut  > peer enquire_link_resp sequence_number=11`,
    `# another number
     peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     iut  > peer generic_nack sequence_number=1 status=0x03`,
    `# nack, and deaf
     peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     iut  > peer generic_nack sequence_number=10 status=0x03
     peer > iut enquire_link sequence_number=11`,
    `# close without a word is for lengths only
     peer > iut unknown raw=hex 00000010 000000ff 00000000 0000000a
     iut ! peer closed`,
  ],
});
