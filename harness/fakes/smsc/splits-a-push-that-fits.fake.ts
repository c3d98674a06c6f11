import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'splits a push that would fit one short message',
  violates: ['SEG-001'],
  also: [],
  policy: { fitsOne: () => false },
});
