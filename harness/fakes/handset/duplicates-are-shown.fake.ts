import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows an older indication beside the newer one of its id',
  violates: ['OTA-026'],
  also: [],
  policy: { onSameId: () => 'keep-both' as const },
});
