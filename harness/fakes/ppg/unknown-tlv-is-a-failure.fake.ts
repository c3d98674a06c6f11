import { outcomeOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a response with a TLV that it does not know for a failure',
  violates: ['SMPP-TLV-001'],
  also: ['PPG-MAP-001', 'CLM-3', 'CLM-4', 'PPG-SUS-003', 'STP-03c'],
  policy: {
    outcomeOf: (pdu, awaited, late) =>
      outcomeOf(pdu.tlvs.some(({ name }) => name === null) ? { ...pdu, command_status: 0x08 } : pdu, awaited, late),
  },
});
