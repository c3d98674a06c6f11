import { defineOracle } from '../define.ts';
import { pdusOf } from '../submissions.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { hexOctet } from './push-submissions.ts';

/** Bits 5 to 2 of esm_class (SMPP 3.4, 5.2.12). */
const MESSAGE_TYPE = 0x3c;
const EXPECTED = 'message type default (esm_class bits 5-2 = 0) in what carries a short message';

/** What brings a short message to the handset has the default message type; its mode bits have no meaning (SMPP 3.4, 5.2.12; AMB-28). */
export default defineOracle({
  requirement: 'SMPP-DLV-001',
  party: 'smsc',
  needs: ['sm'],
  scope: 'run',
  check: (view) =>
    pdusOf(view)
      .filter(({ pco, direction, message }) => pco === 'sm' && direction === 'out' && message.name === 'deliver_sm')
      // A receipt that a store-and-forward message asked for is one: it carries no header and no binary data.
      .filter(({ message: { pdu } }) => userData(pdu).udh !== null || (uint(pdu, 'esm_class') & MESSAGE_TYPE) === 0)
      .map((request) => {
        const esmClass = uint(request.message.pdu, 'esm_class');
        return {
          verdict: (esmClass & MESSAGE_TYPE) === 0 ? 'pass' : 'fail',
          evidence: [request],
          expected: EXPECTED,
          actual: `esm_class ${hexOctet(esmClass)}`,
        };
      }),
  accepts: [
    'smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=text "push"',
    '# mode bits, whatever they are\n smsc > handset deliver_sm sequence_number=1 esm_class=0x42 udh=0605040b8423f0 ud=text "push"',
  ],
  rejects: ['smsc > handset deliver_sm sequence_number=1 esm_class=0x44 udh=0605040b8423f0 ud=text "push"'],
});
