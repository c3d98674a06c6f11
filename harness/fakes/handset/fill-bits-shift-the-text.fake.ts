import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { packText, unpackSeptets } from '../../wire/sm/gsm7.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'handset',
  summary: 'takes the fill bits behind a header for text',
  violates: ['RSM-021'],
  also: [],
  policy: {
    contentOf: ({ userData, dataCoding }) => {
      const { octets, data } = userData;
      const headerOctets = octets.length - data.length;
      if (alphabetOf(dataCoding) !== 'gsm7' || headerOctets === 0) return data;
      return unpackSeptets(packText(octets, headerOctets), 8 * headerOctets, data.length);
    },
  },
});
