import { defineFake } from '../define.ts';
import { notifyTarget } from '../../reference-impl/ppg/notification.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies a URL of whatever scheme',
  violates: ['SEC-009'],
  also: [],
  policy: { notifyTarget: (url, configured) => notifyTarget(url?.replace(/^gopher:/, 'http:') ?? null, configured) },
});
