import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'answers a notification with another push-id',
  violates: ['PAP-NTF-010'],
  also: [],
  wrap: saying('response', inBody([/(<resultnotification-response push-id=")/, '$1x'])),
});
