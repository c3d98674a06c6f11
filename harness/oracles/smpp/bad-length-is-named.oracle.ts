import { defineForBothEnds } from './both-ends.ts';
import { asked, fateOf } from './exchanges.ts';
import { nacksAfter, sidesOf } from './odd-requests.ts';
import { named } from './owed.ts';
import { lostFraming, statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const RINVCMDLEN = 0x02;
const EXPECTED = 'generic_nack 0x02 before any close';

/** 3.4, 4.3 has invalid command_length answered by generic_nack; closing without a word is met everywhere (AMB-13), and reported here. */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-007',
  check: (view, context) =>
    asked(view)
      .filter(({ request }) => lostFraming(request))
      .map(({ request }): Finding => {
        const [nack] = nacksAfter(request, view);
        if (nack !== undefined) {
          const verdict = statusOf(nack) === RINVCMDLEN ? 'pass' : 'fail';
          return { verdict, evidence: [request, nack], expected: EXPECTED, actual: named(nack) };
        }
        const fate = fateOf(request, [], sidesOf(view, context));
        if (fate.kind === 'undecided')
          return { verdict: 'inconc', evidence: [request], expected: EXPECTED, actual: fate.why };
        return { verdict: 'fail', evidence: [request], expected: EXPECTED, actual: 'no generic_nack' };
      }),
  accepts: [
    `peer > iut enquire_link sequence_number=1 command_length=0
     iut  > peer generic_nack sequence_number=1 status=0x02
     iut ! peer closed`,
  ],
  inconclusive: [
    `peer > iut enquire_link sequence_number=1 command_length=0
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `peer > iut enquire_link sequence_number=1 command_length=0
     iut ! peer closed`,
    `peer > iut enquire_link sequence_number=1 command_length=0
     iut  > peer generic_nack sequence_number=1 status=0x03`,
  ],
});
