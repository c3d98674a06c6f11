import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a push that replaces an unknown one as a new push',
  violates: ['PAP-SUB-034'],
  also: [],
  wrap: hearing(inBody([/ replace-push-id="nobody[^"]*"/, ''])),
});
