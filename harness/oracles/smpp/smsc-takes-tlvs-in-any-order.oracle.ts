import type { Finding } from '../../trace/finding.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { defineOracle } from '../define.ts';
import { areInConflict } from '../port-conflict.ts';
import { statusOf } from '../submissions.ts';
import type { Asked } from './exchanges.ts';
import { sidesOf, submittable } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';
import { isShuffled, tagsOf } from './tlv-order.ts';
import { refusesForm } from './tlv-refusals.ts';

const EXPECTED = 'taken in this order of TLVs as in any other';
const SHUFFLED = `ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 message_payload=text "push" user_message_reference=1 privacy_indicator=0`;

/** TLVs come in any order (SMPP 3.4, 3.2.4). That one order is refused for its form shows nothing unless another order of the same TLVs is taken. */
export default defineOracle({
  requirement: 'SMPP-TLV-002',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) => {
    const all = submittable(view).filter(({ request }) => isUnambiguous(request.message.pdu));
    const taken = new Set(all.filter(isTaken).map(kindOf));
    return all
      .filter(({ request }) => isShuffled(request.message.pdu))
      .flatMap((one): Finding | readonly Finding[] => {
        const { request, answers } = one;
        const [answer] = answers;
        if (answer !== undefined && statusOf(answer) !== 0) {
          if (!refusesForm(answer)) return [];
          // Refused in every order, it is not refused for its order.
          const others = all.filter((other) => other !== one && kindOf(other) === kindOf(one));
          const verdict = taken.has(kindOf(one)) ? 'fail' : others.length > 0 ? 'pass' : 'inconc';
          return { verdict, evidence: [request, answer], expected: EXPECTED, actual: named(answer) };
        }
        return owedTo(
          request,
          answers,
          { expected: EXPECTED, wrongWith: () => null, mayClose: false },
          sidesOf(view, context),
        );
      });
  },
  accepts: [
    `${SHUFFLED}
     smsc > ppg submit_sm_resp sequence_number=7`,
    `${SHUFFLED}
     smsc > ppg submit_sm_resp sequence_number=7
     ppg  > smsc submit_sm sequence_number=8 esm_class=0x02 user_message_reference=1 privacy_indicator=0 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=8 status=0xfe header_only`,
  ],
  inconclusive: [
    `${SHUFFLED}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${SHUFFLED}
     smsc > ppg submit_sm_resp sequence_number=7 status=0xc0 header_only
     ppg  > smsc submit_sm sequence_number=8 esm_class=0x02 user_message_reference=1 privacy_indicator=0 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=8`,
  ],
});

/** What has no content, or two, or two destination ports, may be refused whatever the order. */
function isUnambiguous(pdu: Pdu): boolean {
  const { carrier } = userData(pdu);
  const payloads = pdu.tlvs.filter(({ name }) => name === 'message_payload').length;
  return payloads <= 1 && (carrier === 'short_message' || carrier === 'message_payload') && !areInConflict(pdu);
}

function isTaken({ answers }: Asked): boolean {
  return answers.some((answer) => statusOf(answer) === 0);
}

function kindOf({ request }: Asked): string {
  return `${request.message.name} ${tagsOf(request.message.pdu)}`;
}
