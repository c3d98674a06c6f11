import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers success with a bare header',
  violates: ['TXN-010'],
  also: [],
  policy: { successForm: 'header-only' as const },
});
