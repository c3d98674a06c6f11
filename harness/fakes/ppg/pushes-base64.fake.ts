import { defineFake } from '../define.ts';
import { transform } from '../../reference-impl/ppg/transform.ts';

export default defineFake({
  role: 'ppg',
  summary: 'pushes content as it was encoded for its transfer',
  violates: ['PAP-SUB-029'],
  also: [],
  policy: {
    transform: (part) => {
      const headers = part.headers.filter(([name]) => name.toLowerCase() !== 'content-transfer-encoding');
      return transform({ ...part, headers });
    },
  },
});
