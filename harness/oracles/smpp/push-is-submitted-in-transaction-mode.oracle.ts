import { defineOracle } from '../define.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { asksForTransaction } from '../submissions.ts';
import { eachSubmission, hexOctet } from './push-submissions.ts';

const EXPECTED = 'esm_class with bits 1-0 = 10';

/** A push is submitted in transaction mode: bits 1-0 of esm_class are 10 (patent step 3). */
export default defineOracle({
  requirement: 'SMPP-SUB-001',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) =>
    eachSubmission(view, EXPECTED, ({ pdu }) =>
      asksForTransaction(pdu) ? null : `esm_class ${hexOctet(uint(pdu, 'esm_class'))}`,
    ),
  accepts: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 message_payload=text "push"',
    'ppg > smsc data_sm sequence_number=1 esm_class=0x42 message_payload=hex 060504 0b8423f0 010600',
  ],
  rejects: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x00 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x03 message_payload=text "push"',
    'ppg > smsc data_sm sequence_number=1 esm_class=0x41 message_payload=text "push"',
  ],
});
