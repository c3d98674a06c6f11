import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'passes documents on as text',
  violates: ['OTA-014'],
  also: ['PAP-SUB-040'],
  policy: {
    transform: (part) => transform({ ...part, headers: [...part.headers, ['Cache-Control', 'no-transform']] }),
  },
});
