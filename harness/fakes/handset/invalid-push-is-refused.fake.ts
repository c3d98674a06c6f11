import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'refuses the short messages of a push that it cannot read',
  violates: ['OTA-034'],
  also: [],
  policy: {
    statusOf: (reception) => (reception === 'unreadable' ? 0x65 : referencePolicy.statusOf(reception)),
  },
});
