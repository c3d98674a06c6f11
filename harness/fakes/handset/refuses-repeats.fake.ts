import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

/** This message cannot be taken, others may (SMPP 5.0, 4.7.6). */
const RX_R_APPN = 0x66;

export default defineFake({
  role: 'handset',
  summary: 'refuses a segment that it has',
  violates: ['RSM-023'],
  also: [],
  policy: { statusOf: (reception) => (reception === 'repeated' ? RX_R_APPN : referencePolicy.statusOf(reception)) },
});
