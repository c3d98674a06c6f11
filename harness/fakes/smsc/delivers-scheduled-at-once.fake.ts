import { refusalOf } from '../../reference-impl/smsc/submission.ts';
import { defineFake } from '../define.ts';

/** The two refusals of smpp.md 8. */
const RINVSCHED = 0x61;
const RSUBREP = 0x42;

export default defineFake({
  role: 'smsc',
  summary: 'delivers what is to be scheduled or to replace another, in transaction mode',
  violates: ['TXN-021'],
  also: [],
  policy: {
    refusalOf: (pdu, version, now) => {
      const status = refusalOf(pdu, version, now);
      return status === RINVSCHED || status === RSUBREP ? 0 : status;
    },
  },
});
