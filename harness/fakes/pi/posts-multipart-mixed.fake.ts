import { defineFake } from '../define.ts';
import { inHead, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'submits its pushes as multipart/mixed',
  violates: ['PAP-SUB-001'],
  also: ['STP-01'],
  wrap: saying('request', inHead(['multipart/related', 'multipart/mixed'])),
});
