import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'looks for the next segment only every now and then',
  violates: ['TXN-003'],
  also: ['DSC-03'],
  policy: { gapMs: ({ gapMs }) => gapMs + 50 },
});
