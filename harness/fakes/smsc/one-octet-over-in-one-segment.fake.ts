import { defineFake } from '../define.ts';

/** What a TP-UD must not have: one octet more than 23.040, 9.2.3.16 allows. */
const ONE_OVER = 141;

export default defineFake({
  role: 'smsc',
  summary: 'sends a TP-UD of 141 octets as one short message',
  violates: ['SEG-002'],
  also: ['SEG-003', 'STP-04', 'SEG-026'],
  policy: { fitsOne: (userDataOctets) => userDataOctets <= ONE_OVER },
});
