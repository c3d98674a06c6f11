import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives a push without push-id an id of its own',
  violates: ['PAP-SUB-014'],
  also: [],
  wrap: hearing(inBody([/<push-message (?!.*push-id=)/, '<push-message push-id="none" '])),
});
