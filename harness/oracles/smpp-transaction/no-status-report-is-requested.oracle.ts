import { defineOracle } from '../define.ts';
import { submissions } from '../submissions.ts';
import { uint } from '../../wire/smpp/pdu.ts';

/** Bits 1-0: SMSC delivery receipt; bit 4: intermediate notification (SMPP 3.4, 5.2.17). Bits 3-2 are the recipient's own. */
const SMSC_REPORTS = 0x13;
const EXPECTED = 'registered_delivery without bits 0, 1 and 4';

/** The PPG does not ask the SMSC for status reports: the response to the submission is the result. */
export default defineOracle({
  requirement: 'STP-08c',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) =>
    submissions(view).map(({ request, pdu }) => {
      const asked = uint(pdu, 'registered_delivery');
      const actual = `registered_delivery 0x${asked.toString(16).padStart(2, '0')}`;
      return {
        verdict: (asked & SMSC_REPORTS) === 0 ? 'pass' : 'fail',
        evidence: [request],
        expected: EXPECTED,
        actual,
      };
    }),
  accepts: [
    `ppg > smsc submit_sm sequence_number=7 esm_class=0x02`,
    `# what the recipient itself acknowledges is no report of the SMSC
     ppg > smsc data_sm sequence_number=7 esm_class=0x02 registered_delivery=0x0c`,
  ],
  rejects: [
    `ppg > smsc submit_sm sequence_number=7 esm_class=0x02 registered_delivery=0x01`,
    `ppg > smsc data_sm sequence_number=7 esm_class=0x02 registered_delivery=0x02`,
    `ppg > smsc data_sm sequence_number=7 esm_class=0x42 registered_delivery=0x10`,
  ],
});
