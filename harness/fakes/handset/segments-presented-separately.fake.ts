import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows each segment as a message of its own',
  violates: ['CLM-1'],
  also: ['RSM-001'],
  policy: { concatenationOf: () => null, shows: () => true },
});
