import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';
import { asItCame } from './as-it-came.ts';

/** A push whose headers can be read, whatever its document. */
function isPush(datagram: Uint8Array): boolean {
  const { push } = asItCame(datagram);
  return push.type === 0x06 && push.problems.length === 0;
}

export default defineFake({
  role: 'handset',
  summary: 'shows a document that cannot be read to its end',
  violates: ['OTA-031', 'SEC-012'],
  also: [],
  policy: {
    read: (datagram) => referencePolicy.read(datagram) ?? (isPush(datagram) ? asItCame(datagram) : null),
  },
});
