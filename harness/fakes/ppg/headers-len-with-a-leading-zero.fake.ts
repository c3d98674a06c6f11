import { defineFake } from '../define.ts';
import { recoded } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes HeadersLen in two octets, the first of them 80',
  violates: ['OTA-013'],
  also: [],
  policy: {
    encode: recoded(({ tid, type, headersLen, block, body }) => [
      tid,
      type,
      Uint8Array.of(0x80),
      headersLen,
      block,
      body,
    ]),
  },
});
