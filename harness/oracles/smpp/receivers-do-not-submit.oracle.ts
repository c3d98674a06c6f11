import { defineOracle } from '../define.ts';
import { judgeRefused, sidesOf, wellFormed } from './odd-requests.ts';

const V50 = 0x50;
const EXPECTED = 'a status that is not 0 (0x04), generic_nack or close, and nothing delivered';

/** On a receiver session submit_sm is not taken, nor data_sm where 5.0 holds: 3.4 lists it there for the ESME (AMB-14). */
export default defineOracle({
  requirement: 'SMPP-SES-002',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    wellFormed(view, ['submit_sm', 'data_sm'])
      .filter(({ state }) => state === 'BOUND_RX')
      .filter(({ request, version }) => request.message.name === 'submit_sm' || (version ?? 0) >= V50)
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=2 status=0x04 header_only`,
    `# another status, on a 5.0 session
     smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x50
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg data_sm_resp sequence_number=2 status=0x08 header_only`,
  ],
  inconclusive: [
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=2`,
    `smsc ! ppg opened
     ppg  > smsc bind_receiver sequence_number=1 system_id=a password=b interface_version=0x50
     smsc > ppg bind_receiver_resp sequence_number=1
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 message_payload=text "push"
     smsc > ppg data_sm_resp sequence_number=2`,
  ],
});
