import { defineOracle } from '../define.ts';
import { text, uint } from '../../wire/smpp/pdu.ts';
import { eachSubmission } from './push-submissions.ts';

const EXPECTED = 'TON 1, NPI 1 and digits only';

/** pushproof itself writes an international number as TON 1, NPI 1 and digits (fact sheet, 14). */
export default defineOracle({
  requirement: 'SMPP-SUB-008',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) =>
    eachSubmission(view, EXPECTED, ({ pdu }) => {
      const [ton, npi] = [uint(pdu, 'dest_addr_ton'), uint(pdu, 'dest_addr_npi')];
      if (ton !== 1 || npi !== 1) return `TON ${ton}, NPI ${npi}`;
      return /^\d+$/.test(text(pdu, 'destination_addr')) ? null : 'other characters than digits';
    }),
  accepts: ['ppg > smsc submit_sm sequence_number=1 esm_class=0x02 message_payload=text "push"'],
  rejects: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 destination_addr=+15550100001 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 dest_addr_ton=0 message_payload=text "push"',
  ],
});
