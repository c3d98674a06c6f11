import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';
import { asItCame } from './as-it-came.ts';

function hasBrokenHeaders(datagram: Uint8Array): boolean {
  const { push } = asItCame(datagram);
  return push.type === 0x06 && push.problems.length > 0;
}

export default defineFake({
  role: 'handset',
  summary: 'shows a push whose headers cannot be read',
  violates: ['OTA-031', 'SEC-013'],
  also: [],
  policy: {
    read: (datagram) => referencePolicy.read(datagram) ?? (hasBrokenHeaders(datagram) ? asItCame(datagram) : null),
  },
});
