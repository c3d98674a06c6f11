import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

/** Characters of two octets in UTF-8 that have one in ISO-8859-1. */
function shorter(body: Uint8Array): Uint8Array {
  const octets: number[] = [];
  for (let at = 0; at < body.length; at += 1) {
    const [first = 0, second = 0] = body.subarray(at, at + 2);
    const isPair = (first === 0xc2 || first === 0xc3) && (second & 0xc0) === 0x80;
    octets.push(isPair ? ((first & 0x03) << 6) | (second & 0x3f) : first);
    if (isPair) at += 1;
  }
  return Uint8Array.from(octets);
}

export default defineFake({
  role: 'ppg',
  summary: 'writes text in ISO-8859-1 and calls it UTF-8',
  violates: ['OTA-008'],
  also: ['OTA-005'],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ charset, body }) => (charset === 'utf-8' ? { body: shorter(body) } : {})),
  },
});
