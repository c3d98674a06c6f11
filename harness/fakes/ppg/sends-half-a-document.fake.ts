import { defineFake } from '../define.ts';
import { transform } from '../../reference-impl/ppg/transform.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a document that cannot be converted as far as it could be',
  violates: ['PAP-SUB-022'],
  also: ['PAP-SUB-040', 'OTA-005'],
  policy: {
    transform: (part) => {
      const made = transform(part);
      if (made.kind !== 'refused' || made.code !== 3006) return made;
      const body = Uint8Array.of(0x02, 0x05, 0x6a, 0x00, 0x45, 0xc6, 0x0c, 0x03);
      const content = { media: 'application/vnd.wap.sic', charset: 'utf-8', applicationId: null, headers: [], body };
      return { kind: 'content', content };
    },
  },
});
