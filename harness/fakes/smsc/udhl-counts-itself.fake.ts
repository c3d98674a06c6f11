import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'writes a UDHL that counts itself',
  violates: ['SEG-012'],
  also: [
    'SEG-004',
    'CLM-1',
    'STP-04',
    'SEG-010',
    'SEG-002',
    'SEG-009',
    'SMPP-TLV-006',
    'SEG-026',
    'SEG-019',
    'DSC-01',
    'TXN-012',
    'TXN-014',
    'TXN-004',
    'CLM-6',
  ],
  policy: {
    deliver: ({ short_message, ...fields }) => {
      if (!(short_message instanceof Uint8Array)) return fields;
      const octets = short_message.slice();
      octets[0] = (octets[0] ?? 0) + 1;
      return { ...fields, short_message: octets };
    },
  },
});
