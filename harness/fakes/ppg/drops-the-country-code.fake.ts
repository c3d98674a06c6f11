import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'drops the country code with TON 1',
  violates: ['SMPP-SUB-004'],
  also: ['CLM-5', 'DSC-03'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({
        ...pdu,
        fields: { ...pdu.fields, destination_addr: String(pdu.fields?.['destination_addr'] ?? '').slice(1) },
      })),
  },
});
