import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'says of each segment on a radio side that none is waiting behind it',
  violates: ['SEG-022'],
  also: [],
  policy: { hasMore: () => false },
});
