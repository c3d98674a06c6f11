import { defineFake } from '../define.ts';
import { deafTo } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'hangs on attributes without number',
  violates: ['SEC-003'],
  also: [],
  wrap: deafTo(/(?: a=""){500}/),
});
