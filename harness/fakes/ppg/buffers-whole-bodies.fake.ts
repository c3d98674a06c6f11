import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'takes bodies of any length into its memory, and serves what is in them',
  violates: ['SEC-004'],
  also: [],
  policy: { maxBodyOctets: () => Number.MAX_SAFE_INTEGER },
});
