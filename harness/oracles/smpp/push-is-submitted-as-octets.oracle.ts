import { defineOracle } from '../define.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { eachSubmission, hexOctet } from './push-submissions.ts';

const BINARY: readonly number[] = [0x02, 0x04, 0xf4, 0xf5, 0xf6, 0xf7];
const EXPECTED = 'data_coding 0x02, 0x04 or 0xf4 to 0xf7';

/** A push is binary: data_coding 02, 04 or F4 to F7 (SMPP 3.4, 5.2.19; AMB-48). */
export default defineOracle({
  requirement: 'SMPP-SUB-003',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) =>
    eachSubmission(view, EXPECTED, ({ pdu }) =>
      BINARY.includes(uint(pdu, 'data_coding')) ? null : `data_coding ${hexOctet(uint(pdu, 'data_coding'))}`,
    ),
  accepts: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 data_coding=0x02 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 data_coding=0x04 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 data_coding=0xf5 message_payload=text "push"',
  ],
  rejects: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 data_coding=0x00 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 data_coding=0x08 message_payload=text "push"',
  ],
});
