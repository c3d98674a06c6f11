import { concat, fromLatin1, toHex } from '../../wire/octets.ts';
import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

const DATE = /^(....)(..)(..)(..)(..)(..)$/;

/** OPAQUE, its length, and the digits; an EMN has one date. */
function withTextDate(body: Uint8Array): Uint8Array {
  const at = body.indexOf(0xc3);
  const length = body[at + 1] ?? 0;
  if (at === -1) return body;
  const digits = toHex(body.subarray(at + 2, at + 2 + length)).padEnd(14, '0');
  const text = fromLatin1(digits.replace(DATE, '$1-$2-$3T$4:$5:$6Z'));
  return concat(body.subarray(0, at), Uint8Array.of(0x03), text, Uint8Array.of(0), body.subarray(at + 2 + length));
}

export default defineFake({
  role: 'ppg',
  summary: 'writes dates into WBXML as inline strings',
  violates: ['OTA-006'],
  also: [],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ media, body }) =>
        media.includes('wap.emn') ? { body: withTextDate(body) } : {},
      ),
  },
});
