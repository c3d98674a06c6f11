import { defineFake } from '../define.ts';
import { recoded } from './recoded.ts';

export default defineFake({
  role: 'ppg',
  summary: 'sends a push without its TID',
  violates: ['OTA-001'],
  also: ['OTA-002', 'PAP-SUB-029', 'PAP-SUB-030', 'PPG-EXP-001', 'OTA-034'],
  policy: { encode: recoded(({ type, headersLen, block, body }) => [type, headersLen, block, body]) },
});
