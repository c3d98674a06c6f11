import { defineFake } from '../define.ts';
import { notifyTarget } from '../../reference-impl/ppg/notification.ts';

export default defineFake({
  role: 'ppg',
  summary: 'posts a notification to a URL with the line ends that it has',
  violates: ['SEC-008'],
  also: ['SEC-022', 'PAP-NTF-003'],
  policy: {
    notifyTarget: (url, configured) =>
      url?.startsWith('http://') === true
        ? { endpoint: configured, target: url.replace(/^http:\/\/[^/]*/, '') }
        : notifyTarget(url, configured),
  },
});
