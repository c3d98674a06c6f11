import { defineFake } from '../define.ts';
import { inHead, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'does not say what delimits its parts',
  violates: ['PAP-SUB-001', 'PAP-SUB-002'],
  also: ['STP-01'],
  wrap: saying('request', inHead([/ boundary="[^"]*";/, ''])),
});
