import { defineFake } from '../define.ts';

export default defineFake({
  role: 'ppg',
  summary: 'answers outbind, which has no response, before it binds',
  violates: ['SMPP-SES-010'],
  also: [],
  policy: { outbind: { bind: 'bind_receiver', isAnswered: true } },
});
