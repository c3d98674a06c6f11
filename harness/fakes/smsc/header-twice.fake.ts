import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'leaves a submitted header in the text as well',
  violates: ['SEG-011'],
  also: ['SEG-004', 'CLM-1', 'STP-04', 'SEG-001'],
  policy: {
    contentToSend: (pdu) => {
      const { udh, octets, data } = userData(pdu);
      return { ...contentOf(pdu), data: udh === null ? data : octets };
    },
  },
});
