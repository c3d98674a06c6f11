import { defineOracle } from '../define.ts';
import { transmissions } from '../groups.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { hexOctet } from './push-submissions.ts';

const MODE = 0x03;

/** pushproof's own SMSC leaves mode bits and registered_delivery of a segment 0 (fact sheet, 4). */
export default defineOracle({
  requirement: 'SMPP-DLV-003',
  party: 'smsc',
  needs: ['sm'],
  scope: 'run',
  check: (view) =>
    transmissions(view).map(({ request }) => {
      const [esmClass, registered] = [
        uint(request.message.pdu, 'esm_class'),
        uint(request.message.pdu, 'registered_delivery'),
      ];
      return {
        verdict: (esmClass & MODE) === 0 && registered === 0 ? 'pass' : 'fail',
        evidence: [request],
        expected: 'mode bits 00 and registered_delivery 0',
        actual: `esm_class ${hexOctet(esmClass)}, registered_delivery ${registered}`,
      };
    }),
  accepts: ['smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=5 ud=text "push"'],
  rejects: ['smsc > handset deliver_sm sequence_number=1 esm_class=0x42 udh=0605040b8423f0 ud=text "push"'],
});
