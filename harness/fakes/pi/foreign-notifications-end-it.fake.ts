import { defineFake } from '../define.ts';
import { deafTo } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'says nothing to a notification of a push that it does not know',
  violates: ['PAP-NTF-011'],
  also: ['STP-10'],
  wrap: deafTo(/push-id="foreign[^"]*" message-state="delivered"/),
});
