import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import type { Notification } from '../notifications.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'one final result for each recipient; a repetition only while the PI has not answered';

/** Never two different final results for a recipient; a result is repeated only as long as the PI has not answered it. */
export default defineOracle({
  requirement: 'PAP-NTF-007',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    handovers(view, profile)
      .filter(({ push, notified }) => push.responseClass === 1 && notified.length > 0)
      .map((handover): Finding => {
        const complaint = complaintAbout(handover);
        return {
          verdict: complaint === null ? 'pass' : 'fail',
          evidence: evidenceOf(handover),
          expected: EXPECTED,
          actual: complaint ?? `${handover.notified.length} time(s) the same`,
        };
      }),
  accepts: [
    `# again, the answer having been HTTP 503, then none
     pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     pi  > ppg http http-status=503 connection=n
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=m
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=l`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000 connection=n
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=m`,
    `# again, though it had been answered
     pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     pi  > ppg resultnotification-response push-id=1 code=1000 connection=n
     @10000ms ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=m`,
  ],
});

function complaintAbout({ notified }: Handover): string | null {
  const [first] = notified;
  const other = notified.find(({ state, code }) => state !== first?.state || code !== first.code);
  if (first !== undefined && other !== undefined) {
    return `${first.state} ${first.code}, and then ${other.state} ${other.code}`;
  }
  const answered = notified.filter(isAnswered);
  const needless = notified.find(({ event }) =>
    answered.some(({ answer }) => answer !== null && answer.seq < event.seq),
  );
  return needless === undefined ? null : `${needless.state} ${needless.code} once more, though the PI had answered it`;
}

/** With what no PPG has a reason to come again for: HTTP 2xx and a PAP code of class 1. */
function isAnswered({ answer }: Notification): boolean {
  if (answer === null) return false;
  const { http, control } = answer.message.pap;
  return http.status >= 200 && http.status < 300 && control?.attributes['code']?.startsWith('1') === true;
}
