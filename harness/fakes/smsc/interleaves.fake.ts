import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends segments of two pushes to one handset in turn',
  violates: ['TXN-002', 'TXN-017'],
  also: ['CLM-2'],
  policy: { turns: 'segments' as const },
});
