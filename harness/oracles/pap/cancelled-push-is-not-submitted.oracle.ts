import { defineOracle, type Context } from '../define.ts';
import { operationsOf, recipientsOf, resultFor, type Operation } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { isSilent } from '../silence.ts';
import { utcUs } from '../utc.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'no submission of what was cancelled with 1000 before it was submitted';

/** A cancellation that is answered with 1000 before the push was submitted means that it is not (PAP 8.3). */
export default defineOracle({
  requirement: 'PAP-CAN-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'cancel').flatMap((cancel) =>
      recipientsOf(cancel).flatMap((digits) => judged(cancel, digits, view, context)),
    ),
  accepts: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi   > ppg push-message    push-id=1 address=+15550100001 deliver-after-timestamp=2026-01-02T03:04:07Z content=hex 01
     ppg  > pi  push-response   push-id=1 code=1001
     pi   > ppg cancel-message  push-id=1
     ppg  > pi  cancel-response push-id=1 address=+15550100001 code=1000
     -- ends at @70000ms --`,
  ],
  inconclusive: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi   > ppg push-message    push-id=1 address=+15550100001 deliver-after-timestamp=2026-01-02T03:04:07Z content=hex 01
     ppg  > pi  push-response   push-id=1 code=1001
     pi   > ppg cancel-message  push-id=1
     ppg  > pi  cancel-response push-id=1 code=1000
     -- ends at @1000ms --`,
  ],
  rejects: [
    `-- epoch 2026-01-02T03:04:05Z --
     pi   > ppg push-message    push-id=1 address=+15550100001 deliver-after-timestamp=2026-01-02T03:04:07Z content=hex 01
     ppg  > pi  push-response   push-id=1 code=1001
     pi   > ppg cancel-message  push-id=1
     ppg  > pi  cancel-response push-id=1 address=+15550100001 code=1000
     @2000ms ppg > smsc submit_sm sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01`,
  ],
});

function judged(cancel: Operation, digits: string, view: View, { profile }: Context): readonly Finding[] {
  const { request, push } = cancel;
  const answer = request.answer.event;
  if (push === null || answer === null || resultFor(cancel, digits)?.code.startsWith('1') !== true) return [];
  const own = push.submissions.filter(({ to }) => to === digits);
  if (own.some((one) => one.request.seq < answer.seq)) return [];
  const evidence = [push.event, ...evidenceOfRequest(request), ...own.map((one) => one.request)];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (own.length > 0) return found('fail', 'it was submitted later');
  const after = utcUs(push.pap.control?.attributes['deliver-after-timestamp'] ?? '');
  const heldUs = after === null ? 0 : Math.max(0, after - (utcUs(view.header.epochUtc) ?? 0) - answer.atUs);
  const waitUs = heldUs + profile.timers.clockSkewMs * 1_000 + profile.timers.papMs * 1_000;
  return isSilent(view, answer, waitUs) ? found('pass', 'it was not') : found('inconc', 'not so far; observe longer');
}
