import { concat } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'puts segments together in the order of their arrival',
  violates: ['RSM-002'],
  also: ['RSM-003', 'RSM-010', 'RSM-018'],
  policy: { join: (parts) => concat(...parts.values()) },
});
