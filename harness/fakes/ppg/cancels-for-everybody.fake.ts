import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'cancels a push for all its recipients, whomever the cancellation names',
  violates: ['PAP-CAN-004'],
  also: [],
  wrap: hearing(inBody([/(<cancel-message push-id="[^"]*")>[\s\S]*<\/cancel-message>/, '$1/>'])),
});
