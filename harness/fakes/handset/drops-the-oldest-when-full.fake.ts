import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'drops the oldest incomplete push where ours refuses',
  violates: ['RSM-023'],
  also: [],
  policy: { whenFull: 'drop-oldest' },
});
