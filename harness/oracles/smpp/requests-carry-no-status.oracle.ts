import { isResponse } from '../../wire/smpp/pdu.ts';
import { lostFraming, pdusOf, statusOf } from '../submissions.ts';
import { defineForBothEnds } from './both-ends.ts';

/** command_status of a request is 0 (SMPP 3.4, 3.2). */
export default defineForBothEnds({
  requirement: 'SMPP-HDR-003',
  check: (view) =>
    pdusOf(view)
      .filter(
        (one) => one.direction === 'out' && one.pco === 'smpp' && !isResponse(one.message.pdu) && !lostFraming(one),
      )
      .map((request) => ({
        verdict: statusOf(request) === 0 ? 'pass' : 'fail',
        evidence: [request],
        expected: 'command_status 0 in a request',
        actual: `command_status ${statusOf(request)} in ${request.message.name}`,
      })),
  accepts: ['iut > peer enquire_link sequence_number=1'],
  rejects: ['iut > peer enquire_link sequence_number=1 status=0x08'],
});
