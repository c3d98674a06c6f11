import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'calls a document text that it has turned into WBXML',
  violates: ['OTA-004'],
  also: ['OTA-014'],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ media }) => ({ media: media.replace(/^application(.*wap\.s[il])c$/, 'text$1') })),
  },
});
