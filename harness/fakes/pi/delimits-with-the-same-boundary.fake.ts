import { defineFake } from '../define.ts';
import { pack } from '../../reference-impl/pi/submit.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';

export default defineFake({
  role: 'pi',
  summary: 'delimits its parts with the same boundary, whatever is in them',
  violates: ['PAP-SUB-008'],
  also: ['STP-01'],
  policy: {
    pack: (options) => {
      const { contentType, body } = pack(options);
      const [, boundary = ''] = /boundary="([^"]*)"/.exec(contentType) ?? [];
      const fixed = 'pushproof-b1';
      return {
        contentType: contentType.replace(boundary, fixed),
        body: fromLatin1(latin1(body).replaceAll(`--${boundary}`, `--${fixed}`)),
      };
    },
  },
});
