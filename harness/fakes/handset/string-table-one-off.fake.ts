import { referencePolicy } from '../../reference-impl/handset/policy.ts';
import { defineFake } from '../define.ts';

const STR_T = 0x83;

/** With the first index into the string table one too large, where it is one. */
function shifted(datagram: Uint8Array): Uint8Array {
  const at = datagram.indexOf(STR_T);
  const isIndex = at > 8 && datagram[at + 1] === 0 && datagram[at + 2] === 1;
  return isIndex ? datagram.map((octet, place) => (place === at + 1 ? 1 : octet)) : datagram;
}

export default defineFake({
  role: 'handset',
  summary: 'looks a text up one octet too far in the string table',
  violates: ['OTA-024'],
  also: ['STP-11b'],
  policy: {
    read: (datagram) => referencePolicy.read(shifted(datagram)),
  },
});
