import { concat } from '../../wire/octets.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows what it has when the reassembly time is over',
  violates: ['RSM-011'],
  also: [],
  policy: { discarded: (parts) => concat(...parts.values()) },
});
