import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { STATUS_IN_A_REQUEST } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'sends enquire_link with a status',
  violates: ['SMPP-HDR-003'],
  also: [],
  wrap: respeak(STATUS_IN_A_REQUEST, OF_SMSC),
});
