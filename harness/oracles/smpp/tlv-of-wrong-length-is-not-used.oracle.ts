import type { Finding } from '../../trace/finding.ts';
import { defineOracle } from '../define.ts';
import { lostFraming, statusOf } from '../submissions.ts';
import { asked, type Asked, type Sides } from './exchanges.ts';
import { answersOrNacks, deafness, deliveredFrom, flawOf, seesSegments, sidesOf } from './odd-requests.ts';
import { owedTo } from './owed.ts';

const EXPECTED = 'refused by status, generic_nack or close, or the TLV ignored; no octet beyond it used';
const PORT_OF_ONE = `ppg  > smsc submit_sm    sequence_number=7 esm_class=0x02 destination_port=hex 0b message_payload=text "a content"`;

/** A fixed-size TLV of another length is refused or ignored (SMPP 5.0, status 0xC2; AMB-18): no port is made of it and of its neighbour. */
export default defineOracle({
  requirement: 'SMPP-TLV-005',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => !lostFraming(request) && flawOf(request.message.pdu) === 'tlv')
      .flatMap((one) => judged(one, sidesOf(view, context))),
  accepts: [
    `${PORT_OF_ONE}
     smsc > ppg submit_sm_resp sequence_number=7 status=0xc2 header_only`,
    `# ignored
     ${PORT_OF_ONE}
     smsc > handset deliver_sm sequence_number=1 short_message=text "a content"
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
  inconclusive: [
    `${PORT_OF_ONE}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# a port of it and of the octet behind it
     ${PORT_OF_ONE}
     smsc > handset deliver_sm sequence_number=1 ports=2820/0 ud=text "a content"
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > ppg submit_sm_resp sequence_number=7`,
    `# silence
     ${PORT_OF_ONE}
     ppg  > smsc enquire_link sequence_number=8
     smsc > ppg enquire_link_resp sequence_number=8`,
  ],
});

function judged(one: Asked, sides: Sides): readonly Finding[] {
  const { request } = one;
  const { view } = sides;
  const misread = deliveredFrom(request, view).find(({ port }) => port !== null);
  if (misread !== undefined) {
    const actual = `delivered to port ${misread.port}`;
    return [{ verdict: 'fail', evidence: [request, misread.request], expected: EXPECTED, actual }];
  }
  const accepted = one.answers.some((answer) => statusOf(answer) === 0);
  const isEmpty = accepted && seesSegments(sides) && deliveredFrom(request, view).length === 0;
  const wrongWith = (): string | null => (isEmpty ? 'accepted, and the content not delivered' : null);
  const owed = { expected: EXPECTED, wrongWith, mayClose: true };
  return [owedTo(request, answersOrNacks(one, view), owed, sides), ...deafness(request, EXPECTED, sides)];
}
