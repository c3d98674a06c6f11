import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes sar_total_segments into its submissions',
  violates: ['SMPP-SUB-005'],
  also: ['STP-03a'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => ({ ...pdu, tlvs: [['sar_total_segments', 1], ...(pdu.tlvs ?? [])] })),
  },
});
