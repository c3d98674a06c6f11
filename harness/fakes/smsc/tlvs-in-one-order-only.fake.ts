import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'takes TLVs in the order of their tags only',
  violates: ['SMPP-TLV-002'],
  also: [],
  policy: {
    refusalOf: (pdu, version, now) =>
      pdu.tlvs[0]?.name === 'message_payload' && pdu.tlvs.length > 3 ? 0xc0 : refusalOf(pdu, version, now),
  },
});
