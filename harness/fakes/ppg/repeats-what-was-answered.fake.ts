import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies a result again though the PI has answered',
  violates: ['PAP-NTF-007'],
  also: ['PAP-BAD-003'],
  policy: { taken: () => false },
});
