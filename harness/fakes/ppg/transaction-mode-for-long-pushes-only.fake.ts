import { submissions } from '../../reference-impl/ppg/submission-pdu.ts';
import { defineFake } from '../define.ts';

/** 140 octets less a header with ports (sms.md 3). */
const ONE_SEGMENT_OCTETS = 133;

export default defineFake({
  role: 'ppg',
  summary: 'submits a push that fits one segment in the default mode',
  violates: ['STP-03b'],
  also: ['SMPP-SUB-001'],
  policy: {
    submissions: (push, options) =>
      submissions(push, options).map((pdu) => {
        const mode = Number(pdu.fields?.['esm_class'] ?? 0) & (push.length > ONE_SEGMENT_OCTETS ? 0xff : 0xfc);
        return { ...pdu, fields: { ...pdu.fields, esm_class: mode } };
      }),
  },
});
