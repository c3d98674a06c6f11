import { defineFake } from '../define.ts';
import { inBody, saying } from '../rewriting.ts';

export default defineFake({
  role: 'pi',
  summary: 'writes ppg-notifiy-requested-to',
  violates: ['PAP-SUB-003'],
  also: ['STP-01'],
  wrap: saying('request', inBody(['ppg-notify-requested-to', 'ppg-notifiy-requested-to'])),
});
