import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

const LOST = resultOf({ kind: 'linkLost' }).desc;

export default defineFake({
  role: 'ppg',
  summary: 'reports nothing of transactions whose link was lost',
  violates: ['PPG-SUS-008'],
  also: [],
  policy: {
    reports: (result) => (result.desc === LOST ? [] : [result]),
  },
});
