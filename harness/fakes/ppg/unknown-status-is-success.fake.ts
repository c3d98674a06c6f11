import { resultOf } from '../../reference-impl/ppg/result-mapping.ts';
import { defineFake } from '../define.ts';

/** From here on a status is the vendor's own (SMPP 3.4, 5.1.3). */
const VENDOR = 0x400;

export default defineFake({
  role: 'ppg',
  summary: 'takes a status that it does not know for a success',
  violates: ['PPG-MAP-002'],
  also: ['CLM-4'],
  policy: {
    resultOf: (outcome) => {
      const vendors = outcome.kind === 'answered' && outcome.status >= VENDOR;
      return resultOf(vendors ? { ...outcome, status: 0 } : outcome);
    },
  },
});
