import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'writes a UDHL that counts itself',
  violates: ['SEG-012'],
  also: [
    'CLM-1',
    'CLM-6',
    'DSC-01',
    'SEG-002',
    'SEG-004',
    'SEG-009',
    'SEG-010',
    'SEG-014',
    'SEG-019',
    'SEG-026',
    'SMPP-TLV-006',
    'STP-04',
    'TXN-004',
    'TXN-012',
    'TXN-014',
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
