import { defineOracle } from '../define.ts';
import { pdusOf, type PduMessage } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';

/** SMPP 3.4, 5.1.4. */
const LAST_SEQUENCE = 0x7fffffff;
const EXPECTED = 'sequence_numbers from 1 to 0x7fffffff, none of them that of a request without response';

/** The sequence_numbers of a session's outstanding requests are unique, and within 1 to 0x7fffffff. */
export default defineOracle({
  requirement: 'PPG-SUS-011',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'session',
  check: (view) => {
    const open = new Map<number, PduMessage>();
    const wrong: Finding[] = [];
    let first: PduMessage | null = null;
    for (const message of pdusOf(view)) {
      const { pdu } = message.message;
      if (message.pco !== 'smpp') continue;
      if (message.direction === 'in' && isResponse(pdu)) open.delete(pdu.sequence_number);
      if (message.direction === 'in' || isResponse(pdu)) continue;
      first ??= message;
      const other = open.get(pdu.sequence_number);
      open.set(pdu.sequence_number, message);
      const said = `0x${pdu.sequence_number.toString(16)}`;
      if (pdu.sequence_number < 1 || pdu.sequence_number > LAST_SEQUENCE)
        wrong.push({ verdict: 'fail', evidence: [message], expected: EXPECTED, actual: said });
      else if (other !== undefined)
        wrong.push({ verdict: 'fail', evidence: [other, message], expected: EXPECTED, actual: `${said} twice` });
    }
    if (wrong.length > 0 || first === null) return wrong;
    return [{ verdict: 'pass', evidence: [first], expected: EXPECTED, actual: 'all of them' }];
  },
  accepts: [
    `ppg  > smsc data_sm      sequence_number=0x7fffffff esm_class=0x02 message_payload=pattern(60)
     ppg  > smsc data_sm      sequence_number=1 esm_class=0x02 message_payload=pattern(61)
     smsc > ppg  data_sm_resp sequence_number=1
     ppg  > smsc data_sm      sequence_number=1 esm_class=0x02 message_payload=pattern(62)`,
  ],
  rejects: [
    `ppg  > smsc data_sm      sequence_number=0 esm_class=0x02 message_payload=pattern(60)`,
    `ppg  > smsc data_sm      sequence_number=1 esm_class=0x02 message_payload=pattern(60)
     ppg  > smsc data_sm      sequence_number=1 esm_class=0x02 message_payload=pattern(61)`,
  ],
});
