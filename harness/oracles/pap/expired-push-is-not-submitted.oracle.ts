import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { MARKER } from '../odd-examples.ts';
import { refusedRequests } from '../refusals.ts';
import { papRequests, type PapRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { failureSilenceUs, isSilent } from '../silence.ts';
import { utcUs } from '../utc.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'nothing submitted, and the PI told: a refusal, or expired notified';

/** A push whose deliver-before is past when it comes is not submitted, and the PI is told so (PAP 9.2; AMB-36). */
export default defineOracle({
  requirement: 'PAP-SUB-023',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const applies = (request: PapRequest): boolean => isPast(request, view);
    const found = refusedRequests(view, context, {
      applies,
      expected: EXPECTED,
      accepts: ({ kind }) => kind === 'refusal',
      mayAccept: true,
    });
    return papRequests(view)
      .filter(applies)
      .map((request, at) => {
        const finding = found[at] ?? { verdict: 'inconc', evidence: [], expected: EXPECTED, actual: '' };
        const asked = notifyUrl(request) !== null && context.profile.claims['resultNotification'] !== false;
        if (request.answer.kind !== 'success' || finding.verdict === 'fail' || !asked) return finding;
        const told = written(view).find(({ pushId }) => pushId === request.pushId);
        if (told !== undefined) {
          const verdict = told.state === 'expired' ? finding.verdict : 'fail';
          return { ...finding, verdict, actual: `${finding.actual}; ${told.state} was notified` };
        }
        const silent = isSilent(view, request.event, failureSilenceUs(context.profile, view));
        return {
          ...finding,
          verdict: silent ? ('fail' as const) : ('inconc' as const),
          actual: `${finding.actual}, and nothing notified`,
        };
      });
  },
  accepts: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z content=text "content of 1"
     ppg > pi  push-response push-id=1 code=2001
     ${MARKER}`,
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z notify=http://127.0.0.1:9/n content=text "content of 1"
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=expired code=4000
     ${MARKER}`,
  ],
  inconclusive: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z notify=http://127.0.0.1:9/n content=text "content of 1"
     ppg > pi  push-response push-id=1 code=1001
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg  push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z content=text "content of 1"
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "content of 1"`,
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg  push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z notify=http://127.0.0.1:9/n content=text "content of 1"
     ppg > pi   push-response push-id=1 code=1001
     -- ends at @200000ms --`,
  ],
});

/** By more than clocks may differ. */
function isPast({ event, pap }: PapRequest, view: View): boolean {
  const before = utcUs(pap.control?.attributes['deliver-before-timestamp'] ?? '');
  const nowUs = (utcUs(view.header.epochUtc) ?? 0) + event.atUs;
  return (
    event.message.name === 'push-message' && defectsOf(pap).size === 0 && before !== null && before < nowUs - 60_000_000
  );
}
