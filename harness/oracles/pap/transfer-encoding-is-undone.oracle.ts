import { defineOracle } from '../define.ts';
import { contentsOf, carriesContent, pushOf } from '../pushes.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { header } from '../../wire/http/message.ts';
import type { Finding } from '../../trace/finding.ts';

const ENCODED = 'content-header="Content-Transfer-Encoding: base64" content=text "Y29udGVudA=="';
const EXPECTED = 'the content without its transfer encoding submitted, or a refusal';

/** Content-Transfer-Encoding base64 and quoted-printable are decoded, or the push is refused (RFC 2045, 6). */
export default defineOracle({
  requirement: 'PAP-SUB-029',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view).flatMap((request): readonly Finding[] => {
      const push = contentsOf(request.event);
      const { content } = request.pap;
      const encoding = content === null ? '' : (header(content, 'content-transfer-encoding') ?? '').toLowerCase();
      if (push === null || !['base64', 'quoted-printable'].includes(encoding)) return [];
      const evidence = evidenceOfRequest(request);
      const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
        { verdict, evidence, expected: EXPECTED, actual },
      ];
      if (request.submissions.some(({ carried }) => carriesContent(push, pushOf(carried.data)))) {
        return found('pass', 'decoded');
      }
      if (request.submissions.length > 0) return found('fail', `other content than the ${encoding} stands for`);
      const lack = lackOfAnswer(request, view, context);
      if (lack !== null) return found(lack.verdict, lack.actual);
      return found(request.answer.kind === 'success' ? 'inconc' : 'pass', said(request.answer));
    }),
  accepts: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${ENCODED}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "content"`,
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${ENCODED}
     ppg > pi   push-response push-id=1 code=2000`,
  ],
  inconclusive: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${ENCODED}
     ppg > pi   push-response push-id=1 code=1001
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${ENCODED}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "Y29udGVudA=="`,
  ],
});
