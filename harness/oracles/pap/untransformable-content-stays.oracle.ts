import { defineOracle } from '../define.ts';
import { contentsOf, CONVERTED, pushOf } from '../pushes.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { equal } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const SI = 'content-type=text/vnd.wap.si content-header="Cache-Control: no-transform" content=text "<si/>"';
const EXPECTED = 'the content as it came, under its own media type, or a refusal';

/** Content that says Cache-Control: no-transform is pushed as it came, or refused (PPG 6.1.2). */
export default defineOracle({
  requirement: 'PAP-SUB-030',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view).flatMap((request): readonly Finding[] => {
      const push = contentsOf(request.event);
      if (push === null || !push.untransformable || CONVERTED[push.media] === undefined) return [];
      const evidence = evidenceOfRequest(request);
      const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
        { verdict, evidence, expected: EXPECTED, actual },
      ];
      const sent = request.submissions.map(({ carried }) => pushOf(carried.data));
      const other = sent.find(({ body, contentType }) => contentType !== push.media || !equal(body, push.content));
      if (other !== undefined) return found('fail', `${other.contentType} was submitted`);
      if (sent.length > 0) return found('pass', 'as it came');
      const lack = lackOfAnswer(request, view, context);
      if (lack !== null) return found(lack.verdict, lack.actual);
      return found(request.answer.kind === 'success' ? 'inconc' : 'pass', said(request.answer));
    }),
  accepts: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${SI}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 01 ad + text "<si/>"`,
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${SI}
     ppg > pi   push-response push-id=1 code=3006`,
  ],
  inconclusive: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${SI}
     ppg > pi   push-response push-id=1 code=1001`,
  ],
  rejects: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${SI}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 01 ae 02 05 6a 00 05`,
  ],
});
