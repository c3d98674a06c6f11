import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'carries out a service loading of high priority whatever its user has set',
  violates: ['SEC-015'],
  also: [],
  policy: { loadsAtOnce: ({ kind }) => kind === 'sl' },
});
