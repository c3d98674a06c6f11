import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers a cancellation with 1000 and submits the push in its time',
  violates: ['PAP-CAN-001'],
  also: ['PAP-CAN-003', 'PAP-CAN-005', 'PAP-CAN-006'],
  policy: { cancels: () => true },
});
