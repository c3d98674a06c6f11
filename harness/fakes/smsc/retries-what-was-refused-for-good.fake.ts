import { referencePolicy } from '../../reference-impl/smsc/policy.ts';
import { defineFake } from '../define.ts';

const RX_P_APPN = 0x65;

export default defineFake({
  role: 'smsc',
  summary: 'takes a permanent refusal for a temporary one',
  violates: ['TXN-009'],
  also: [],
  policy: { classify: (status) => (status === RX_P_APPN ? 'temporary' : referencePolicy.classify(status)) },
});
