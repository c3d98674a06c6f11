import { defineFake } from '../define.ts';
import { notifyTarget } from '../../reference-impl/ppg/notification.ts';

export default defineFake({
  role: 'ppg',
  summary: 'notifies any port',
  violates: ['SEC-022'],
  also: [],
  policy: {
    notifyTarget: (url, configured) =>
      notifyTarget(url?.replace('127.0.0.1:22/', `${configured.host}:${configured.port}/`) ?? null, configured),
  },
});
