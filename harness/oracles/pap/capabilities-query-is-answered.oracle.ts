import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

/** A capabilities query is answered by ccq-response with the query-id, or, where that is not claimed, by any PAP refusal (PAP 9.10, 9.11). */
export default defineOracle({
  requirement: 'PAP-CCQ-001',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) => {
    const claimed = context.profile.claims['capabilitiesQuery'] === true;
    const expected = `ccq-response with the query-id${claimed ? '' : ', or any PAP refusal'}`;
    return papRequests(view)
      .filter(({ event, pap }) => event.message.name === 'ccq-message' && defectsOf(pap).size === 0)
      .map((request): Finding => {
        const lack = lackOfAnswer(request, view, context);
        const evidence = evidenceOfRequest(request);
        if (lack !== null) return { ...lack, evidence, expected };
        const { answer } = request;
        const asked = request.pap.control?.attributes['query-id'];
        const echoed = answer.event?.message.pap.control?.attributes['query-id'];
        const answers = answer.operation === 'ccq-response';
        const isOther = answer.kind === 'refusal' && answer.operation === 'badmessage-response';
        const holds = answers ? asked === echoed : !claimed && isOther;
        const actual = answers ? `${said(answer)}, query-id ${echoed ?? 'missing'}` : said(answer);
        return { verdict: holds ? 'pass' : 'fail', evidence, expected, actual };
      });
  },
  accepts: [
    `pi  > ppg ccq-message  query-id=q1 address=+15550100001
     ppg > pi  ccq-response query-id=q1 address=+15550100001 code=3001`,
  ],
  inconclusive: [
    `pi  > ppg ccq-message  query-id=q1 address=+15550100001
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg ccq-message  query-id=q1 address=+15550100001
     ppg > pi  ccq-response address=+15550100001 code=3001`,
    `pi  > ppg ccq-message   query-id=q1 address=+15550100001
     ppg > pi  push-response push-id=q1 code=1001`,
  ],
});
