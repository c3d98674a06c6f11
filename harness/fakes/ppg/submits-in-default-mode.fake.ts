import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits in the default messaging mode',
  violates: ['SMPP-SUB-001'],
  also: ['STP-08a'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({
        ...pdu,
        fields: { ...pdu.fields, esm_class: Number(pdu.fields?.['esm_class'] ?? 0) & ~0x03 },
      })),
  },
});
