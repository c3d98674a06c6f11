import { defineOracle } from '../define.ts';
import { tlv } from '../../wire/smpp/pdu.ts';
import { judgeRefused, sidesOf, wellFormed } from './odd-requests.ts';

const V50 = 0x50;
const EXPECTED = 'a status that is not 0 (0xc3)';

/** A data_sm needs message_payload in 5.0; 3.4 lists it as optional, so only 5.0 sessions are judged (AMB-16). Which status is free (AMB-18). */
export default defineOracle({
  requirement: 'SMPP-TLV-004',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    wellFormed(view, ['data_sm'])
      .filter(
        ({ version, request }) => (version ?? 0) >= V50 && tlv(request.message.pdu, 'message_payload') === undefined,
      )
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x50
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  data_sm_resp sequence_number=7 status=0xc3 header_only`,
  ],
  inconclusive: [
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x50
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x50
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  data_sm_resp sequence_number=7`,
  ],
});
