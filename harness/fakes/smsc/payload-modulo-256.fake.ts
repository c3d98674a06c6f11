import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'keeps of a payload what one octet can count',
  violates: ['SMPP-TLV-006'],
  also: ['SEG-004', 'CLM-1', 'SEG-002', 'STP-04'],
  policy: {
    contentToSend: (pdu) => {
      const content = contentOf(pdu);
      return { ...content, data: content.data.subarray(0, content.data.length % 256) };
    },
  },
});
