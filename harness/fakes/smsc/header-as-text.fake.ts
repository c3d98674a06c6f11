import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes a submitted header for text and cuts it like text',
  violates: ['SEG-011'],
  also: ['SEG-004', 'CLM-1', 'STP-04', 'SEG-013'],
  policy: {
    contentToSend: (pdu) => {
      const { udh, octets } = userData(pdu);
      return udh === null ? contentOf(pdu) : { ...contentOf(pdu), kept: [], data: octets };
    },
  },
});
