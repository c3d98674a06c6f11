import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { OTHER_RESPONSE } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers unbind with enquire_link_resp',
  violates: ['SMPP-HDR-005'],
  also: ['SMPP-SES-009'],
  wrap: respeak(OTHER_RESPONSE, OF_SMSC),
});
