import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'codes https://www. as http://www.',
  violates: ['OTA-005'],
  also: [],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ media, body }) =>
        media === 'application/vnd.wap.sic' ? { body: body.map((octet) => (octet === 0x0f ? 0x0d : octet)) } : {},
      ),
  },
});
