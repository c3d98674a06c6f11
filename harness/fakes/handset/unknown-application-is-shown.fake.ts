import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'shows a push for an application that it has not',
  violates: ['OTA-023'],
  also: [],
  policy: {
    takes: (read) => referencePolicy.takes(read) || read.push.applicationId.startsWith('0x'),
  },
});
