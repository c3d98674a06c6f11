import { defineOracle } from '../define.ts';
import { statusOf } from '../submissions.ts';
import { text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { isBound, type Asked } from './exchanges.ts';
import { sidesOf, wellFormed } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';

const NPIS: readonly number[] = [0, 1, 3, 4, 6, 8, 9, 10, 14, 18];
const LAST_TON = 6;
const MESSAGE_TYPE = 0x3c;
const TYPES: readonly number[] = [0x00, 0x08, 0x10];

/** What is wrong with a field, and the status that was made for it (SMPP 3.4, 5.1.3). */
const FIELDS: readonly (readonly [status: number, isBad: (pdu: Pdu) => boolean])[] = [
  [0x48, (pdu) => uint(pdu, 'source_addr_ton') > LAST_TON],
  [0x49, (pdu) => !NPIS.includes(uint(pdu, 'source_addr_npi'))],
  [0x50, (pdu) => uint(pdu, 'dest_addr_ton') > LAST_TON],
  [0x51, (pdu) => !NPIS.includes(uint(pdu, 'dest_addr_npi'))],
  [0x0b, (pdu) => !/^\+?\d+$/.test(text(pdu, 'destination_addr'))],
  [0x43, (pdu) => !TYPES.includes(uint(pdu, 'esm_class') & MESSAGE_TYPE)],
  [0x06, (pdu) => uint(pdu, 'priority_flag') > 4],
  [0x62, (pdu) => !/^(\d{15}[-+R]|)$/.test(text(pdu, 'validity_period'))],
  [0x07, (pdu) => uint(pdu, 'registered_delivery') > 0x1f],
  [0x54, (pdu) => uint(pdu, 'replace_if_present_flag') > 1],
];

/** pushproof's own SMSC names a bad field by its status (fact sheet, 6). Where several are bad, nothing says which comes first. */
export default defineOracle({
  requirement: 'SMPP-SUB-006',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    wellFormed(view, ['submit_sm', 'data_sm'])
      .filter(({ state }) => isBound(state) && state !== 'BOUND_RX')
      .flatMap(({ request, answers }) => {
        const bad = FIELDS.filter(([, isBad]) => isBad(request.message.pdu));
        const [field] = bad;
        if (field === undefined || bad.length > 1) return [];
        const [due] = field;
        const wrongWith = (answer: Asked['request']): string | null =>
          statusOf(answer) === due ? null : named(answer);
        const expected = `0x${due.toString(16).padStart(2, '0')}`;
        return [owedTo(request, answers, { expected, wrongWith, mayClose: false }, sidesOf(view, context))];
      }),
  accepts: [
    `ppg  > smsc bind_transmitter sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=7 dest_addr_ton=7 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7 status=0x50 header_only`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=7 dest_addr_ton=7 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7 status=0x45 header_only`,
    `# accepted
     ppg  > smsc bind_transmitter sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     ppg  > smsc submit_sm sequence_number=7 registered_delivery=0xff message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=7`,
  ],
});
