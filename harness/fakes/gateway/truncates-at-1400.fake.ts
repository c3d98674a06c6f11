import { defineFake } from '../define.ts';

export default defineFake({
  role: 'gateway',
  summary: 'passes on no more than 1,400 octets of a body',
  violates: ['STP-14'],
  also: [],
  policy: { relayed: (body) => body.subarray(0, 1_400) },
});
