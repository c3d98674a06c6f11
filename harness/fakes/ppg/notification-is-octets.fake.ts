import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends an MMS notification as application/octet-stream',
  violates: ['OTA-009'],
  also: [],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ media }) => (media.includes('mms') ? { media: 'application/octet-stream' } : {})),
  },
});
