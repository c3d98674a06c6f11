import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'binds as transmitter on a connection that the SMSC has opened to give it something',
  violates: ['SMPP-SES-010'],
  also: [],
  policy: { outbind: { bind: 'bind_transmitter', isAnswered: false } },
});
