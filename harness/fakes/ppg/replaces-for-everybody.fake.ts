import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a replacement for those still pending to all',
  violates: ['PAP-SUB-035'],
  also: [],
  policy: { replaces: () => true },
});
