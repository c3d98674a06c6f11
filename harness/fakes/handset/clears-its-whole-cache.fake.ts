import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'forgets everything it keeps at any cache operation',
  violates: ['OTA-032'],
  also: [],
  policy: { dropsFromCache: () => true },
});
