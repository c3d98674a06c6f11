import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'expands the entities of a document in its answer',
  violates: ['SEC-002'],
  also: ['PAP-BAD-002'],
  wrap: saying(
    'response',
    inBody([/desc="Bad request: [^"]*(?:entit|subset)[^"]*"/i, `desc="${'ha'.repeat(40_000)}"`]),
  ),
});
