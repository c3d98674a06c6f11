import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'refuses a TLV that nobody knows',
  violates: ['SMPP-TLV-001'],
  also: [],
  policy: {
    refusalOf: (pdu, version, now) =>
      pdu.tlvs.some(({ tag }) => tag === 0x0100) ? 0xc1 : refusalOf(pdu, version, now),
  },
});
