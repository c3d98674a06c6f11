import { encodeDeliver } from '../../wire/sm/tpdu.ts';
import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { defineFake } from '../define.ts';

/** Octets of an SMS-DELIVER before TP-UDL, without those of the originator's digits. */
const HEAD_OCTETS = 12;

export default defineFake({
  role: 'smsc',
  summary: 'counts octets in the TP-UDL of text, too, which counts septets',
  violates: ['SEG-014'],
  // Whoever reads so many septets finds the end of each segment missing.
  also: ['SEG-004', 'SEG-021'],
  policy: {
    tpdu: (deliver) => {
      const octets = encodeDeliver(deliver);
      const lengthAt = HEAD_OCTETS + Math.ceil((octets[1] ?? 0) / 2);
      if (alphabetOf(deliver.dataCoding) === 'gsm7') octets[lengthAt] = octets.length - lengthAt - 1;
      return octets;
    },
  },
});
