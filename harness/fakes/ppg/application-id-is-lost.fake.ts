import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends every push to the default application',
  violates: ['OTA-007'],
  also: [],
  policy: { transform: (part) => withContent(transform(part), () => ({ applicationId: null })) },
});
