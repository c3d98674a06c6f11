import { pdusOf } from '../submissions.ts';
import { defineForBothEnds } from './both-ends.ts';

const EXPECTED = 'command_length equal to the size of the PDU, in network order';

/** command_length counts the whole PDU, itself included (SMPP 3.4, 3.2); where it lies, what follows is no PDU either. */
export default defineForBothEnds({
  requirement: 'SMPP-HDR-001',
  check: (view) =>
    pdusOf(view)
      .filter(({ direction, pco }) => direction === 'out' && pco === 'smpp')
      .map((message) => {
        const { command_length } = message.message.pdu;
        const size = message.octets.length;
        return {
          verdict: command_length === size ? 'pass' : 'fail',
          evidence: [message],
          expected: EXPECTED,
          actual: `command_length ${command_length} in a PDU of which ${size} octets could be read`,
        };
      }),
  accepts: ['iut > peer enquire_link sequence_number=1', 'iut > peer enquire_link_resp sequence_number=1'],
  rejects: [
    '# little-endian\n iut > peer enquire_link sequence_number=1 command_length=0x10000000',
    '# without the header\n iut > peer enquire_link_resp sequence_number=1 command_length=0',
    'iut > peer enquire_link sequence_number=1 command_length=15',
  ],
});
