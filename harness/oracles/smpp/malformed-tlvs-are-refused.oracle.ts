import { defineOracle } from '../define.ts';
import { asked } from './exchanges.ts';
import { flawOf, judgeRefused, sidesOf } from './odd-requests.ts';
import { lostFraming } from '../submissions.ts';

const EXPECTED = 'a status that is not 0 (0xc0), generic_nack or close; nothing delivered, and later requests answered';

/** A TLV that runs past the PDU, or octets too few for one, are refused (SMPP 5.0, status 0xC0; AMB-18). */
export default defineOracle({
  requirement: 'SMPP-TLV-003',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => !lostFraming(request) && flawOf(request.message.pdu) === 'tlv stream')
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 raw=hex 0000001f 00000103 00000000 00000007 00 0000 00 0101 00 02 00 f5 04240a 6162
     smsc > ppg  data_sm_resp sequence_number=7 status=0xc0 header_only`,
    `ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 raw=hex 0000001b 00000103 00000000 00000007 00 0000 00 0101 00 02 00 f5 04
     smsc > ppg  generic_nack sequence_number=7 status=0x02`,
  ],
  inconclusive: [
    `ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 raw=hex 0000001b 00000103 00000000 00000007 00 0000 00 0101 00 02 00 f5 04
     smsc ! ppg closed`,
  ],
  rejects: [
    `ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 raw=hex 0000001b 00000103 00000000 00000007 00 0000 00 0101 00 02 00 f5 04
     smsc > ppg  data_sm_resp sequence_number=7`,
    `# open and deaf
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 raw=hex 0000001b 00000103 00000000 00000007 00 0000 00 0101 00 02 00 f5 04
     ppg  > smsc enquire_link sequence_number=8`,
  ],
});
