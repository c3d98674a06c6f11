import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'repeats the response to a submission a little later',
  violates: ['STP-08d'],
  also: ['DSC-05', 'TXN-013'],
  policy: {
    responses: (outcome) => [
      { outcome, afterMs: 0 },
      { outcome, afterMs: 5 },
    ],
  },
});
