import { defineOracle } from '../define.ts';
import { asked, type Asked } from './exchanges.ts';
import { flawOf, judgeRefused, sidesOf } from './odd-requests.ts';
import { lostFraming } from '../submissions.ts';

const EXPECTED = 'refused by status, generic_nack or close; no octet beyond the PDU used';
/** sm_length says 200, 16 are there. */
const BEYOND =
  'ppg  > smsc submit_sm sequence_number=7 raw=hex 0000003d 00000004 00000000 00000007 00 0001 3100 0101 3135353530313030303031 00 02 00 00 00 00 00 00 04 00 c8 30313233 34353637 38396162 63646566';

/** An sm_length that does not fit the octets that are left is refused; octets behind a shorter one that are TLVs are read so (SMPP 3.4, 4.4.1; AMB-17, AMB-18). */
export default defineOracle({
  requirement: 'SMPP-SUB-007',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => !lostFraming(request) && isMisfit(request))
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `${BEYOND}
     smsc > ppg submit_sm_resp sequence_number=7 status=0x01 header_only`,
  ],
  inconclusive: [
    `${BEYOND}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${BEYOND}
     smsc > ppg submit_sm_resp sequence_number=7`,
    `# refused, and delivered with what followed
     ${BEYOND}
     smsc > handset deliver_sm sequence_number=1 short_message=hex 30313233 34353637 38396162 63646566 00000010
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
});

/** More said than there is, or what is behind it no TLVs. */
function isMisfit({ message: { pdu } }: Asked['request']): boolean {
  if (pdu.command !== 'submit_sm') return false;
  const [problem] = pdu.problems;
  if (problem?.field === 'short_message') return true;
  const { short_message: short, sm_length: said } = pdu.fields;
  return flawOf(pdu) === 'tlv stream' && short instanceof Uint8Array && short.length > 0 && said !== 0;
}
