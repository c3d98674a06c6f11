import { defineOracle } from '../define.ts';
import { isBound } from './exchanges.ts';
import { judgeRefused, MESSAGE_REQUESTS, sidesOf, wellFormed } from './odd-requests.ts';

const EXPECTED = 'a status that is not 0 (0x04), generic_nack or close, and nothing delivered';

/** Before a bind no message is taken (SMPP 3.4, 2.3; AMB-14). */
export default defineOracle({
  requirement: 'SMPP-SES-001',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    wellFormed(view, MESSAGE_REQUESTS)
      .filter(({ state, version, isWhole }) => isWhole && !isBound(state) && version === null)
      .flatMap((one) => judgeRefused(one, EXPECTED, sidesOf(view, context))),
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg data_sm_resp sequence_number=1 status=0x04 header_only`,
    `smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg generic_nack sequence_number=1 status=0x03`,
    `smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc ! ppg closed
     smsc ! ppg opened connection=smpp-2
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34 connection=smpp-2
     smsc > ppg bind_transmitter_resp sequence_number=1 connection=smpp-2
     `,
  ],
  inconclusive: [
    `smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg data_sm_resp sequence_number=1`,
    `# refused, and delivered
     smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg data_sm_resp sequence_number=1 status=0x04 header_only
     smsc > handset deliver_sm sequence_number=1 short_message=text "push"`,
    `# never answered
     smsc ! ppg opened
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 message_payload=text "push"`,
  ],
});
