import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says nothing of why a push failed',
  violates: ['TXN-012', 'TXN-028'],
  also: [],
  policy: { failureForm: 'header-only' as const },
});
