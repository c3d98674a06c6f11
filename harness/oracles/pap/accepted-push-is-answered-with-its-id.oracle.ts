import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a push-response with the same push-id and a class 1 code';

/** An accepted push is answered by push-response with the same push-id and a class 1 code (PAP 9.3). */
export default defineOracle({
  requirement: 'PAP-SUB-011',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view) =>
    papRequests(view)
      .filter(isAccepted)
      .map((request): Finding => {
        const { answer, pushId } = request;
        const id = answer.pushId;
        const kept = answer.operation === 'push-response' && answer.class === 1 && id === pushId;
        const which = id === pushId || answer.operation !== 'push-response' ? '' : ` for push-id '${id.slice(0, 80)}'`;
        return {
          verdict: kept ? 'pass' : 'fail',
          evidence: evidenceOfRequest(request),
          expected: EXPECTED,
          actual: `${said(answer)}${which}`,
        };
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
    `# 1000 is tolerated (AMB-32)
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1000`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=2 code=1001`,
    `# refused, and submitted
     pi  > ppg  push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi   push-response push-id=1 code=2001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01`,
    `pi  > ppg push-message        push-id=1 address=+15550100001 content=hex 01
     ppg > pi  statusquery-response push-id=1 message-state=pending code=1000`,
  ],
});

/** A push that was as it should be and was taken: by its answer, or by being submitted. */
function isAccepted({ event, pap, answer, submissions, pushId }: PapRequest): boolean {
  const isPush = event.message.name === 'push-message' && pap.content !== null && defectsOf(pap).size === 0;
  return isPush && pushId !== '' && answer.operation !== '' && (answer.class === 1 || submissions.length > 0);
}
