import { writeUintvar } from '../../wire/wsp/uintvar.ts';
import { defineFake } from '../define.ts';
import { recoded } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'counts the body in HeadersLen',
  violates: ['OTA-001', 'OTA-002'],
  also: ['PAP-SUB-029', 'PAP-SUB-030', 'PPG-EXP-001', 'OTA-034'],
  policy: {
    encode: recoded(({ tid, type, block, body }) => [tid, type, writeUintvar(block.length + body.length), block, body]),
  },
});
