import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'passes the credentials of the PI on to the handset',
  violates: ['OTA-011'],
  also: [],
  policy: {
    transform: (part, request) =>
      withContent(transform(part), ({ headers }) => ({
        headers: [...headers, ...request.filter(([name]) => name.toLowerCase() === 'authorization')],
      })),
  },
});
