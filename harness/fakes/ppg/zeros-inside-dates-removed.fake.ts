import { concat } from '../../wire/octets.ts';
import { transform } from '../../reference-impl/ppg/transform.ts';
import { defineFake } from '../define.ts';
import { withContent } from './recoded.ts';

/** OPAQUE, its length, and the digits; an EMN has one date. */
function without(body: Uint8Array): Uint8Array {
  const at = body.indexOf(0xc3);
  const end = at + 2 + (body[at + 1] ?? 0);
  const digits = body.subarray(at + 2, end).filter((octet) => octet !== 0);
  return at === -1
    ? body
    : concat(body.subarray(0, at), Uint8Array.of(0xc3, digits.length), digits, body.subarray(end));
}

export default defineFake({
  role: 'ppg',
  summary: 'leaves zero octets out of dates wherever they stand',
  violates: ['OTA-006'],
  also: ['OTA-005'],
  policy: {
    transform: (part) =>
      withContent(transform(part), ({ media, body }) => (media.includes('wap.emn') ? { body: without(body) } : {})),
  },
});
