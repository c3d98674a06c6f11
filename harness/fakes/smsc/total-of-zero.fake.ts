import { concat8Ie, encodeUdh } from '../../wire/sm/udh.ts';
import { UDHI } from '../../wire/smpp/user-data.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'marks an empty message as the first of none',
  violates: ['SEG-020'],
  also: ['SEG-001', 'SEG-006'],
  policy: {
    deliver: ({ short_message, esm_class, ...fields }) =>
      short_message instanceof Uint8Array && short_message.length === 0
        ? { ...fields, esm_class: UDHI, short_message: encodeUdh([concat8Ie(1, 0, 1)]) }
        : { ...fields, esm_class: esm_class ?? 0, short_message: short_message ?? new Uint8Array(0) },
  },
});
