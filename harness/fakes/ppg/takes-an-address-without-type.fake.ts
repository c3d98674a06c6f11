import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes an address without TYPE for a number',
  violates: ['PAP-SUB-018'],
  also: ['SMPP-SUB-004'],
  wrap: hearing(inBody([/(WAPPUSH=\+[0-9]+)@/, '$1/TYPE=PLMN@'])),
});
