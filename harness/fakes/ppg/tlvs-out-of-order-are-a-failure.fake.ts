import { outcomeOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a response whose TLVs are out of order for a failure',
  violates: ['SMPP-TLV-002'],
  also: ['PPG-MAP-001', 'CLM-3', 'CLM-4', 'PPG-SUS-003', 'STP-03c'],
  policy: {
    outcomeOf: (pdu, awaited, late) =>
      outcomeOf(
        pdu.tlvs.some(({ tag }, at) => tag < (pdu.tlvs[at - 1]?.tag ?? 0)) ? { ...pdu, command_status: 0x08 } : pdu,
        awaited,
        late,
      ),
  },
});
