import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a cancellation of a suspended push with 1000',
  violates: ['PAP-CAN-003', 'PAP-CAN-006'],
  also: [],
  policy: { cancels: (cancel) => cancel() || true },
});
