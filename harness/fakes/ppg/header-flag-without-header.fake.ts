import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sets UDHI though the ports are TLVs',
  violates: ['SMPP-SUB-002'],
  also: ['OTA-001', 'PAP-SUB-029', 'PAP-SUB-030', 'OTA-034'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({ ...pdu, fields: { ...pdu.fields, esm_class: 0x42 } })),
  },
});
