import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'keeps of a payload what one octet can count',
  violates: ['SMPP-TLV-006'],
  // What is cut is an invalid push, and cases have handsets refuse some of what comes.
  also: ['SEG-004', 'CLM-1', 'SEG-002', 'SEG-019', 'SEG-026', 'STP-04', 'OTA-034'],
  policy: {
    contentToSend: (pdu) => {
      const content = contentOf(pdu);
      return { ...content, data: content.data.subarray(0, content.data.length % 256) };
    },
  },
});
