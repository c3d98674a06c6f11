import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'copies transaction mode into the segments',
  violates: ['SMPP-DLV-003'],
  also: [],
  policy: { deliver: (fields) => ({ ...fields, esm_class: Number(fields['esm_class'] ?? 0) | 0x02 }) },
});
