import type { Finding } from '../../trace/finding.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf } from '../submissions.ts';
import { defineForBothEnds } from './both-ends.ts';
import { asked, type Asked } from './exchanges.ts';
import { sidesOf } from './odd-requests.ts';
import { named, owedTo } from './owed.ts';

const EXPECTED = 'unbind_resp, and no request after it';

/** unbind is answered before the connection is closed, and ends the requests of the session (SMPP 3.4, 4.2). */
export default defineForBothEnds({
  requirement: 'SMPP-SES-009',
  check: (view, context) =>
    asked(view)
      .filter(({ request, state }) => request.message.name === 'unbind' && state !== 'OPEN')
      .flatMap(({ request, answers }): readonly Finding[] => {
        const wrongWith = (answer: Asked['request']): string | null =>
          answer.message.name === 'unbind_resp' ? null : named(answer);
        const answer = owedTo(
          request,
          answers,
          { expected: EXPECTED, wrongWith, mayClose: false },
          sidesOf(view, context),
        );
        const [response] = answers;
        if (answer.verdict !== 'pass' || response === undefined) return [answer];
        const later = pdusOf(view).find(
          (one) =>
            one.connection === request.connection &&
            one.seq > response.seq &&
            one.direction === 'out' &&
            !isResponse(one.message.pdu),
        );
        if (later === undefined) return [answer];
        return [
          {
            verdict: 'fail',
            evidence: [request, response, later],
            expected: EXPECTED,
            actual: `${later.message.name} after it`,
          },
        ];
      }),
  accepts: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     peer > iut  unbind                sequence_number=2
     iut  > peer unbind_resp           sequence_number=2
     iut  ! peer closed`,
  ],
  inconclusive: [
    `ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     peer > iut  unbind                sequence_number=2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# close without response
     ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     peer > iut  unbind                sequence_number=2
     iut  ! peer closed`,
    `# a request after it
     ppg  > smsc bind_transmitter      sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     peer > iut  unbind                sequence_number=2
     iut  > peer unbind_resp           sequence_number=2
     iut  > peer enquire_link          sequence_number=9`,
  ],
});
