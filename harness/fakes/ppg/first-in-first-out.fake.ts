import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'submits waiting pushes in order of acceptance, whatever their priority',
  violates: ['PPG-QOS-001'],
  also: [],
  policy: { rankOf: (): 1 => 1 },
});
