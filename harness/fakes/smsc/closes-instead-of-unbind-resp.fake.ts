import { defineFake } from '../define.ts';
import { OF_SMSC, respeak } from '../respeaking.ts';
import { CLOSES_INSTEAD_OF_UNBIND_RESP } from '../smpp-defects.ts';

export default defineFake({
  role: 'smsc',
  summary: 'closes the connection when it is unbound',
  violates: ['SMPP-SES-009'],
  also: [],
  wrap: respeak(CLOSES_INSTEAD_OF_UNBIND_RESP, OF_SMSC),
});
