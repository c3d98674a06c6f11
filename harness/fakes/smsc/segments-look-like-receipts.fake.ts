import { defineFake } from '../define.ts';
import { OF_SMSC, respeak, type Respeaking } from '../respeaking.ts';

const UDHI = 0x40;
const RECEIPT = 0x04;
/** Far from the numbers that the session gives. */
const OWN_NUMBERS = 0x4000_0000;

const defect: Respeaking = {
  say: ({ command, sequence_number, ...pdu }, octets) => {
    const esmClass = Number(pdu.fields['esm_class'] ?? 0);
    if (command !== 'deliver_sm' || (esmClass & UDHI) === 0) return [octets];
    const fields = { ...pdu.fields, esm_class: esmClass | RECEIPT };
    return [octets, { command, sequence_number: OWN_NUMBERS + sequence_number, fields }];
  },
};

export default defineFake({
  role: 'smsc',
  summary: 'sends each segment once more, marked as a receipt',
  violates: ['SMPP-DLV-001'],
  also: [],
  wrap: respeak(defect, OF_SMSC),
});
