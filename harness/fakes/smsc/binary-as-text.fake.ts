import { defineFake } from '../define.ts';

const UCS2 = 0x08;

export default defineFake({
  role: 'smsc',
  summary: 'says of binary data that they are text',
  violates: ['SEG-024'],
  also: [],
  policy: { deliver: (fields) => (fields['data_coding'] === UCS2 ? fields : { ...fields, data_coding: 0 }) },
});
