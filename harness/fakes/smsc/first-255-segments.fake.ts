import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends of what is too long as much as 255 segments hold',
  violates: ['SEG-019'],
  also: ['SEG-004', 'SEG-026', 'STP-04', 'SMPP-TLV-006'],
  policy: {
    contentToSend: (pdu) => {
      const content = contentOf(pdu);
      return { ...content, data: content.data.subarray(0, 255 * 128) };
    },
  },
});
