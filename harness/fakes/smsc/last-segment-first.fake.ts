import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends the last segment first',
  violates: ['STP-05'],
  also: ['SEG-022'],
  policy: { order: (total) => [total, ...Array.from({ length: total - 1 }, (_, at) => at + 1)] },
});
