import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'refuses what is too long with ESME_RSUBMITFAIL',
  violates: ['SEG-026'],
  also: [],
  policy: { sizeRefusal: 0x45 },
});
