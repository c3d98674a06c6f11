import { defineFake } from '../define.ts';
import { recoded } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'writes HeadersLen as one octet, also from 128 on',
  violates: ['OTA-002'],
  also: ['OTA-001', 'OTA-013'],
  policy: {
    encode: recoded(({ tid, type, block, body }) => [tid, type, Uint8Array.of(block.length & 0xff), block, body]),
  },
});
