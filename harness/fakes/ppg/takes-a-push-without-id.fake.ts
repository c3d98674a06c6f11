import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives a push without push-id an id of its own',
  violates: ['PAP-SUB-014'],
  // The result is told under an id that nobody gave.
  also: ['PAP-NTF-004'],
  wrap: hearing(inBody([/<push-message (?!.*push-id=)/, '<push-message push-id="none" '])),
});
