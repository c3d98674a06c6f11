import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'ppg',
  summary: 'tells in its answer what an entity of the document names',
  violates: ['SEC-001'],
  also: ['SEC-010'],
  wrap: saying('response', inBody([/desc="Bad request: [^"]*(?:entit|subset)[^"]*"/i, 'desc="root:x:0:0:root:/root"'])),
});
