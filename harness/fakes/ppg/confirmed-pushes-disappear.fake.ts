import { defineFake } from '../define.ts';
import { hearing, inBody } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes a push that is to be confirmed, and never submits it',
  violates: ['PAP-SUB-037'],
  also: ['PAP-SUB-026', 'STP-09'],
  wrap: hearing(
    inBody([
      /( push-id="[^"]*")(?=[\s\S]*delivery-method="confirmed")/,
      ' deliver-after-timestamp="2030-01-01T00:00:00Z"$1',
    ]),
  ),
});
