import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits on to a congested SMSC',
  violates: ['SMPP-V50-001'],
  also: [],
  policy: { pauseUs: () => 0 },
});
