import { defineFake } from '../define.ts';

export default defineFake({
  role: 'gateway',
  summary: 'waits for a content server without end',
  violates: ['SEC-020'],
  also: [],
  policy: { originUs: () => null },
});
