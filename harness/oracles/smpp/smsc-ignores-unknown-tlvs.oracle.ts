import type { Finding } from '../../trace/finding.ts';
import { defineOracle } from '../define.ts';
import { statusOf } from '../submissions.ts';
import { isReserved, unknownTags } from './unknown-tlvs.ts';
import type { Asked, Sides } from './exchanges.ts';
import { deafness, deliveredFrom, seesSegments, sidesOf, submittable } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';
import { refusesForm } from './tlv-refusals.ts';

const ROPTPARNOTALLWD = 0xc1;
const EXPECTED = 'the message taken as if the TLV were not there; a vendor TLV may be refused with 0xc1';

/** TLVs that nobody knows are ignored (SMPP 3.4, 3.3); an operator may refuse a vendor's deliberately (AMB-27). */
export default defineOracle({
  requirement: 'SMPP-TLV-001',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    submittable(view)
      .filter(({ request }) => unknownTags(request.message.pdu).length > 0)
      .flatMap((one) => judged(one, sidesOf(view, context))),
  accepts: [
    `ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 0x0100=hex 01 message_payload=text "push"
     smsc > handset deliver_sm sequence_number=1 short_message=text "push"
     smsc > ppg submit_sm_resp sequence_number=7`,
    `# a vendor's, refused deliberately
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 message_payload=text "push" 0x1400=hex 01
     smsc > ppg submit_sm_resp sequence_number=7 status=0xc1 header_only`,
  ],
  inconclusive: [
    `ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 0x0100=hex 01 message_payload=text "push"
     -- trace ends before the deadline --`,
    `# for another reason, maybe
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 0x0100=hex 01 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7 status=0x58 header_only`,
  ],
  rejects: [
    `ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 0x0100=hex 01 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7 status=0xc1 header_only`,
    `# the payload behind it lost
     ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 0x0100=hex 01 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7`,
    `ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 message_payload=text "push" 0x1400=hex 01
     smsc > ppg submit_sm_resp sequence_number=7 status=0xc0 header_only`,
  ],
});

function judged(one: Asked, sides: Sides): readonly Finding[] {
  const { request, answers } = one;
  const { view } = sides;
  const [answer] = answers;
  const reserved = unknownTags(request.message.pdu).some(isReserved);
  if (answer !== undefined && statusOf(answer) !== 0) {
    const isDeliberate = !reserved && statusOf(answer) === ROPTPARNOTALLWD;
    const verdict = isDeliberate ? 'pass' : refusesForm(answer) ? 'fail' : 'inconc';
    return [{ verdict, evidence: [request, answer], expected: EXPECTED, actual: named(answer) }];
  }
  const isLost = seesSegments(sides) && deliveredFrom(request, view).length === 0;
  const wrongWith = (): string | null => (isLost ? 'accepted, and its content not delivered' : null);
  return [
    owedTo(request, answers, { expected: EXPECTED, wrongWith, mayClose: false }, sides),
    ...deafness(request, EXPECTED, sides),
  ];
}
