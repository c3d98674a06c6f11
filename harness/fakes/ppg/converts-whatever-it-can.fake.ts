import { defineFake } from '../define.ts';
import { transform } from '../../reference-impl/ppg/transform.ts';

export default defineFake({
  role: 'ppg',
  summary: 'converts content that says no-transform',
  violates: ['PAP-SUB-030'],
  also: [],
  policy: {
    transform: (part) => {
      const headers = part.headers.filter(([name]) => name.toLowerCase() !== 'cache-control');
      return transform({ ...part, headers });
    },
  },
});
