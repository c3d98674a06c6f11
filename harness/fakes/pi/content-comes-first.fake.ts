import { defineFake } from '../define.ts';
import { pack } from '../../reference-impl/pi/submit.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';

export default defineFake({
  role: 'pi',
  summary: 'puts the content before the control entity',
  violates: ['PAP-SUB-002'],
  also: ['STP-01'],
  policy: {
    pack: (options) => {
      const { contentType, body } = pack(options);
      const [, boundary = ''] = /boundary="([^"]*)"/.exec(contentType) ?? [];
      const [, control = '', content = ''] = latin1(body).split(`--${boundary}`);
      return { contentType, body: fromLatin1(`--${boundary}${content}--${boundary}${control}--${boundary}--\r\n`) };
    },
  },
});
