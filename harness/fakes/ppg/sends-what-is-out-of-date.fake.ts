import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a push whose deliver-before is past',
  violates: ['PAP-SUB-023'],
  also: ['PAP-SUB-042', 'PPG-EXP-001'],
  wrap: hearing(inBody([/ deliver-before-timestamp="2026-01-01[^"]*"/, ''])),
});
