import { defineOracle } from '../define.ts';
import { evidenceOfRequest, papRequests } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'progress-note elements only where progress-notes-requested is true';

/** progress-note elements appear only if they were requested (PAP 9.3.1). */
export default defineOracle({
  requirement: 'PAP-SUB-031',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view)
      .filter(({ answer }) => answer.operation === 'push-response')
      .map((request): Finding => {
        const notes = request.answer.event?.message.pap.control?.children.filter(
          ({ name }) => name === 'progress-note',
        );
        const requested = request.pap.control?.attributes['progress-notes-requested'] === 'true';
        const count = notes?.length ?? 0;
        return {
          verdict: requested || count === 0 ? 'pass' : 'fail',
          evidence: evidenceOfRequest(request),
          expected: EXPECTED,
          actual: `${count} of them, ${requested ? 'requested' : 'not requested'}`,
        };
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 progress-notes-requested=true content=hex 01
     ppg > pi  push-response push-id=1 code=1001 stage=pending note=queued`,
    `# requested, but none: they are the PPG's to give
     pi  > ppg push-message  push-id=1 address=+15550100001 progress-notes-requested=true content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001 stage=pending note=queued`,
  ],
});
