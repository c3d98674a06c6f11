import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'offers a script, a file and a call for confirmation',
  violates: ['SEC-014'],
  also: [],
  policy: { isOffered: ({ href }) => href !== null },
});
