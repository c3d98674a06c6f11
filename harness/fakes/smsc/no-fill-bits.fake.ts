import { concat } from '../../wire/octets.ts';
import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { headerSeptets, packSeptets, SEPTET_BITS } from '../../wire/sm/gsm7.ts';
import { encodeDeliver } from '../../wire/sm/tpdu.ts';
import { defineFake } from '../define.ts';

export default defineFake({
  role: 'smsc',
  summary: 'packs text right behind its header, without the fill bits that it needs',
  violates: ['SEG-015'],
  // Whoever reads it where it should begin reads other text.
  also: ['SEG-004'],
  policy: {
    tpdu: (deliver) => {
      const octets = encodeDeliver(deliver);
      const { userData } = deliver;
      if (!deliver.hasHeader || alphabetOf(deliver.dataCoding) !== 'gsm7') return octets;
      const header = userData.subarray(0, (userData[0] ?? 0) + 1);
      const text = userData.subarray(header.length);
      const room = Math.ceil(((headerSeptets(header.length) + text.length) * SEPTET_BITS) / 8);
      const packed = new Uint8Array(room - header.length);
      packed.set(packSeptets(text, 0).subarray(0, packed.length));
      return concat(octets.subarray(0, octets.length - room), header, packed);
    },
  },
});
