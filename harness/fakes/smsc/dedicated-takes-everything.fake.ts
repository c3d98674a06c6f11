import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'is dedicated to push, and delivers messages between persons',
  violates: ['CLM-6'],
  also: [],
  policy: { trafficRefusal: () => 0 },
});
