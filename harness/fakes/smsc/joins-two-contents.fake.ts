import { contentOf, refusalOf } from '../../reference-impl/smsc/submission.ts';
import { concat } from '../../wire/octets.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'delivers short_message and message_payload one after the other',
  violates: ['SMPP-TLV-007'],
  also: ['SMPP-TLV-008', 'SEG-004'],
  policy: {
    refusalOf: (pdu, version, now) => (userData(pdu).carrier === 'both' ? 0 : refusalOf(pdu, version, now)),
    contentToSend: (pdu) => {
      const content = contentOf(pdu);
      const short = pdu.fields['short_message'];
      const isBoth = userData(pdu).carrier === 'both' && short instanceof Uint8Array;
      return isBoth ? { ...content, data: concat(short, content.data) } : content;
    },
  },
});
