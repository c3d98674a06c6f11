import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'gives the message class on the first segment only',
  violates: ['SEG-025'],
  also: [],
  policy: {
    deliver: (fields, { index }) =>
      index === 1 && fields['data_coding'] === 0x04 ? { ...fields, data_coding: 0xf5 } : fields,
  },
});
