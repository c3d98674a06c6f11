import { defineOracle } from '../define.ts';
import { lostFraming, statusOf } from '../submissions.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { asked, isBound, type Asked } from './exchanges.ts';
import { deafness, flawOf, sidesOf } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';

/** pushproof's own SMSC tells the defects of TLVs apart by their codes, and stays (fact sheet, 5). */
export default defineOracle({
  requirement: 'SMPP-TLV-008',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view).flatMap(({ request, answers, state }) => {
      const due = lostFraming(request) || !isBound(state) ? null : dueStatus(request.message.pdu);
      if (due === null) return [];
      const expected = `0x${due.toString(16).padStart(2, '0')}, and the session stays`;
      const wrongWith = (answer: Asked['request']): string | null => (statusOf(answer) === due ? null : named(answer));
      const sides = sidesOf(view, context);
      return [
        owedTo(request, answers, { expected, wrongWith, mayClose: false }, sides),
        ...deafness(request, expected, sides),
      ];
    }),
  accepts: [
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  data_sm_resp sequence_number=7 status=0xc3 header_only`,
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 destination_port=hex 0b message_payload=text "push"
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xc2 header_only`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 destination_port=hex 0b message_payload=text "push"
     smsc > ppg  submit_sm_resp sequence_number=7 status=0x08 header_only`,
    `ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=text "push" message_payload=text "push"
     smsc ! ppg  closed`,
  ],
});

function dueStatus(pdu: Pdu): number | null {
  const { command } = pdu;
  if (command !== 'submit_sm' && command !== 'data_sm') return null;
  const flaw = flawOf(pdu);
  if (flaw === 'tlv stream') return 0xc0;
  if (flaw === 'tlv') return 0xc2;
  if (flaw !== null) return null;
  if (pdu.tlvs.filter(({ name }) => name === 'message_payload').length > 1) return 0xc4;
  const { carrier } = userData(pdu);
  if (carrier === 'both') return 0x01;
  return carrier === 'none' && command === 'data_sm' ? 0xc3 : null;
}
