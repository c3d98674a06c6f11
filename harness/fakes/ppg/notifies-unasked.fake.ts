import { defineFake } from '../define.ts';
import { notifyTarget } from '../../reference-impl/ppg/notification.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies a default URL where the push names none',
  violates: ['PAP-NTF-001'],
  also: [],
  policy: {
    notifyTarget: (url, configured) =>
      url === null ? { endpoint: configured, target: '/notify' } : notifyTarget(url, configured),
  },
});
