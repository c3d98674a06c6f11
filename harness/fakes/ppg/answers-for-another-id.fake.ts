import { defineFake } from '../define.ts';
import { saying, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'cuts the push-id in its answer',
  violates: ['PAP-SUB-011'],
  also: [],
  wrap: saying('response', inBody([/(<push-response push-id=")./, '$1'])),
});
