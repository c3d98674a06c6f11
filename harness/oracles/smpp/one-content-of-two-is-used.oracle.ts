import type { Finding } from '../../trace/finding.ts';
import { defineOracle } from '../define.ts';
import { transmissions } from '../groups.ts';
import { digitsOf } from '../submissions.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { latin1 } from '../../wire/octets.ts';
import { answersOrNacks, deafness, sidesOf, wellFormed } from './odd-requests.ts';
import { owedTo } from './owed.ts';

const EXPECTED = 'refused with any status, or message_payload alone delivered';
const BOTH =
  'ppg  > smsc submit_sm sequence_number=7 esm_class=0x02 short_message=text "the short content" message_payload=text "the long content"';

/** short_message beside message_payload: 3.4 forbids it, 5.0 has the payload supersede (AMB-15); joining both is wrong in each. */
export default defineOracle({
  requirement: 'SMPP-TLV-007',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'run',
  check: (view, context) =>
    wellFormed(view, ['submit_sm'])
      .filter(({ request }) => userData(request.message.pdu).carrier === 'both')
      .flatMap((one): readonly Finding[] => {
        const { request } = one;
        const { pdu } = request.message;
        const short = pdu.fields['short_message'];
        const part = short instanceof Uint8Array ? latin1(short) : '';
        const joined = transmissions(view).find(
          (sent) =>
            sent.request.seq > request.seq &&
            sent.to === digitsOf(text(pdu, 'destination_addr')) &&
            latin1(sent.data).includes(part),
        );
        if (joined !== undefined) {
          return [
            {
              verdict: 'fail',
              evidence: [request, joined.request],
              expected: EXPECTED,
              actual: 'the short_message was delivered',
            },
          ];
        }
        const sides = sidesOf(view, context);
        const owed = { expected: EXPECTED, wrongWith: () => null, mayClose: true };
        return [owedTo(request, answersOrNacks(one, view), owed, sides), ...deafness(request, EXPECTED, sides)];
      }),
  accepts: [
    `${BOTH}
     smsc > ppg submit_sm_resp sequence_number=7 status=0x01 header_only`,
    `${BOTH}
     smsc > handset deliver_sm sequence_number=1 short_message=text "the long content"
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
  inconclusive: [
    `${BOTH}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${BOTH}
     smsc > handset deliver_sm sequence_number=1 short_message=text "the short contentthe long content"
     smsc > ppg submit_sm_resp sequence_number=7`,
    `# the short one alone
     ${BOTH}
     smsc > handset deliver_sm sequence_number=1 short_message=text "the short content"
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
});
