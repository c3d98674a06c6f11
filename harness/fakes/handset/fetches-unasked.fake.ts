import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'fetches what a service indication of high priority points to before anybody has said so',
  violates: ['STP-11a', 'OTA-029'],
  also: [],
  policy: {
    loadsAtOnce: (received, loading) =>
      (received.kind === 'si' && received.action === 'signal-high') || referencePolicy.loadsAtOnce(received, loading),
  },
});
