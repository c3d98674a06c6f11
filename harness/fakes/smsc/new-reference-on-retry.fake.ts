import { defineFake } from '../define.ts';

/** Behind UDHL, the element with the ports, and IEI and IEDL of the concatenation. */
const REFERENCE_AT = 1 + 6 + 2;

export default defineFake({
  role: 'smsc',
  summary: 'sends a segment again under another reference',
  violates: ['TXN-005'],
  also: ['SEG-007', 'CLM-1', 'SEG-004', 'STP-08a', 'TXN-025'],
  policy: {
    deliver: (fields, { attempt }) => {
      const { short_message } = fields;
      if (attempt === 1 || !(short_message instanceof Uint8Array)) return fields;
      const octets = short_message.slice();
      octets[REFERENCE_AT] = ((octets[REFERENCE_AT] ?? 0) + 1) % 256;
      return { ...fields, short_message: octets };
    },
  },
});
