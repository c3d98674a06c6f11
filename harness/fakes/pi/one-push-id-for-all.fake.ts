import { defineFake } from '../define.ts';

export default defineFake({
  role: 'pi',
  summary: 'has one push-id for all its pushes',
  violates: ['PAP-SUB-004'],
  also: ['PAP-BAD-003', 'PAP-SUB-017', 'PAP-SUB-038'],
  policy: { pushId: () => 'push@pi.pushproof' },
});
