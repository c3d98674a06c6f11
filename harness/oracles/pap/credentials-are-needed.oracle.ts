import { defineOracle } from '../define.ts';
import { posted, control, pushMessage, SUBMITTED } from '../odd-examples.ts';
import { papRequests, evidenceOfRequest, said } from '../requests.ts';
import { lackOfAnswer, nothingMoreComes } from '../refusals.ts';
import { header } from '../../wire/http/message.ts';
import type { Finding } from '../../trace/finding.ts';

const WITHOUT = posted(control(pushMessage('push-id="1"')));
const EXPECTED = 'no success code without valid credentials, and nothing submitted';

/** A request without credentials gets no success code and is not submitted, where the PPG asks for them. */
export default defineOracle({
  requirement: 'PAP-SUB-032',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    (context.profile.claims['piAuthentication'] === true ? papRequests(view) : [])
      .filter(
        ({ pap, event }) => header(pap.http, 'authorization') === undefined && event.message.name === 'push-message',
      )
      .map((request): Finding => {
        const evidence = evidenceOfRequest(request);
        const { answer, submissions } = request;
        const found = (verdict: Finding['verdict'], actual: string): Finding => ({
          verdict,
          evidence,
          expected: EXPECTED,
          actual,
        });
        if (submissions.length > 0) return found('fail', `${said(answer)}, and it was submitted`);
        const lack = lackOfAnswer(request, view, context);
        if (lack !== null) return found(lack.verdict, lack.actual);
        if (answer.kind === 'success') return found('fail', said(answer));
        return nothingMoreComes(request, view, context)
          ? found('pass', said(answer))
          : found('inconc', `${said(answer)}; observe longer`);
      }),
  accepts: [
    `${WITHOUT}
     ppg > pi http http-status=401 header="WWW-Authenticate: Basic"
     -- ends at @200000ms --`,
  ],
  inconclusive: [
    `${WITHOUT}
     ppg > pi http http-status=401 header="WWW-Authenticate: Basic"
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${WITHOUT}
     ppg > pi push-response push-id=1 code=1001`,
    `${WITHOUT}
     ppg > pi http http-status=401
     ${SUBMITTED}`,
  ],
});
