import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { papOf } from '../pushes.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { lackOfAnswer } from '../refusals.ts';
import { textOf } from '../survival.ts';
import { header } from '../../wire/http/message.ts';
import type { Finding } from '../../trace/finding.ts';

/** What hostile documents try to make a header of. */
const INJECTED = 'x-injected';
const SPLIT = posted(control(pushMessage('push-id="1&#13;&#10;X-Injected: yes"')));
const EXPECTED = 'no header that a value of a document makes';

/** No header can be injected through push-id, notify URL or desc. */
export default defineOracle({
  requirement: 'SEC-008',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) => {
    const injected = papOf(view).filter(
      ({ direction, message }) => direction === 'out' && header(message.pap.http, INJECTED) !== undefined,
    );
    return papRequests(view)
      .filter((request) => /&#(?:13|x0?d);&#(?:10|x0?a);X-Injected/i.test(textOf(request)))
      .map((request): Finding => {
        const after = injected.filter(({ seq }) => seq > request.event.seq).slice(0, 1);
        const evidence = [...evidenceOfRequest(request), ...after];
        if (after.length > 0) return { verdict: 'fail', evidence, expected: EXPECTED, actual: 'X-Injected is one' };
        const lack = lackOfAnswer(request, view, context);
        return lack === null
          ? { verdict: 'pass', evidence, expected: EXPECTED, actual: said(request.answer) }
          : { verdict: 'inconc', evidence, expected: EXPECTED, actual: lack.actual };
      });
  },
  accepts: [
    `${SPLIT}
     ppg > pi badmessage-response code=2000`,
  ],
  inconclusive: [
    `${SPLIT}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${SPLIT}
     ppg > pi push-response push-id=1 code=1001
     ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 header="X-Injected: yes"`,
  ],
});
