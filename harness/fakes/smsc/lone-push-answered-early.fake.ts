import { TRANSACTION_MODE } from '../../reference-impl/smsc/modes.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'answers a push of one segment when it accepts it',
  violates: ['DSC-05'],
  also: ['STP-08a', 'CLM-3', 'TXN-014', 'TXN-018', 'SEG-004', 'TXN-009'],
  policy: { answerAt: (mode, segments) => (mode === TRANSACTION_MODE && segments > 1 ? 'outcome' : 'acceptance') },
});
