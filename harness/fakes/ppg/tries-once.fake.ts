import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'gives a notification up that was not answered',
  violates: ['PAP-NTF-016'],
  also: [],
  policy: { renotifyUs: () => null },
});
