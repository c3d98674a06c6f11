import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'gives the browser what is for the MMS client',
  violates: ['OTA-022'],
  also: [],
  policy: {
    takes: (read) => referencePolicy.takes(read) || read.push.applicationId.endsWith('mms.ua'),
  },
});
