import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits in the default alphabet',
  violates: ['SMPP-SUB-003'],
  also: [],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({ ...pdu, fields: { ...pdu.fields, data_coding: 0x00 } })),
  },
});
