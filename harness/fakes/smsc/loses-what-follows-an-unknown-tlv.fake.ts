import { contentOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'reads no TLV after one that it does not know',
  violates: ['SMPP-TLV-001'],
  also: ['CLM-1', 'SEG-004', 'SMPP-TLV-006', 'STP-08a', 'SEG-011', 'SEG-010'],
  policy: {
    contentToSend: (pdu) => {
      const at = pdu.tlvs.findIndex(({ name }) => name === null);
      return contentOf(at === -1 ? pdu : { ...pdu, tlvs: pdu.tlvs.slice(0, at) });
    },
  },
});
