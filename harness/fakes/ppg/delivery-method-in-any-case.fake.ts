import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'reads a delivery-method in capitals',
  violates: ['PAP-SUB-015'],
  also: [],
  wrap: hearing(inBody(['delivery-method="CONFIRMED"', 'delivery-method="confirmed"'])),
});
