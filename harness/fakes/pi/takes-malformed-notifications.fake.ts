import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'answers a malformed notification with 1000',
  violates: ['PAP-NTF-013'],
  also: ['PAP-NTF-017'],
  wrap: saying(
    'response',
    inBody([/<badmessage-response code="2000"/, '<resultnotification-response push-id="" code="1000"']),
  ),
});
