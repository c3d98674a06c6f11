import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows the push once more when one of its segments comes again',
  violates: ['RSM-004'],
  also: ['RSM-003'],
  policy: { late: (_content, whole) => whole },
});
