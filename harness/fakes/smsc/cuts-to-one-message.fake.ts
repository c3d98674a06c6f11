import { MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends 140 octets of a push that does not fit one message, and no more',
  violates: ['STP-04'],
  // What is cut is an invalid push, and cases have handsets refuse some of what comes.
  also: ['SEG-002', 'SEG-004', 'CLM-1', 'SEG-026', 'SEG-019', 'SMPP-TLV-006', 'OTA-034'],
  policy: {
    fitsOne: () => true,
    deliver: ({ short_message, ...fields }) => ({
      ...fields,
      short_message: short_message instanceof Uint8Array ? short_message.subarray(0, MAX_UD_OCTETS) : new Uint8Array(0),
    }),
  },
});
