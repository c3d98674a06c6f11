import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'tries a notification again every 10 ms until it is taken',
  violates: ['PAP-NTF-008'],
  also: [],
  policy: { renotifyUs: () => 10_000 },
});
