import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'drops a submission answered by generic_nack without a word',
  violates: ['PPG-MAP-005'],
  also: [],
  policy: {
    reports: (result) => (result.desc.includes('generic_nack') ? [] : [result]),
  },
});
