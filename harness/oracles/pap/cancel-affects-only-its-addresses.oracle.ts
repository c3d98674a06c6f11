import { defineOracle, type Context } from '../define.ts';
import { operationsOf, resultFor, type Operation } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { written } from '../results.ts';
import { isSilent } from '../silence.ts';
import { utcUs } from '../utc.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'the recipients that the cancellation does not name are served';

/** A cancellation with addresses affects only these recipients (PAP 9.4). */
export default defineOracle({
  requirement: 'PAP-CAN-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'cancel')
      .filter((cancel) => cancel.asked.some((digits) => resultFor(cancel, digits)?.code.startsWith('1') === true))
      .flatMap((cancel) =>
        (cancel.push?.numbers ?? [])
          .filter((digits) => !cancel.asked.includes(digits))
          .flatMap((digits) => judged(cancel, digits, view, context)),
      ),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1 address=+15550100001 address=+15550100002
     ppg  > pi   cancel-response push-id=1 address=+15550100001 address=+15550100002 code=1000
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 01`,
  ],
  inconclusive: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1 address=+15550100001 address=+15550100002
     ppg  > pi   cancel-response push-id=1 address=+15550100001 address=+15550100002 code=1000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1 address=+15550100001 address=+15550100002
     ppg  > pi   cancel-response push-id=1 address=+15550100001 address=+15550100002 code=1000
     ppg  > pi   resultnotification-message push-id=1 address=+15550100003 message-state=cancelled code=4000`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1 address=+15550100001 address=+15550100002
     ppg  > pi   cancel-response push-id=1 address=+15550100001 address=+15550100002 code=1000
     -- ends at @200000ms --`,
  ],
});

function judged(cancel: Operation, digits: string, view: View, { profile }: Context): readonly Finding[] {
  const { request, push } = cancel;
  const answer = request.answer.event;
  if (push === null || answer === null) return [];
  const told = written(view).find(({ pushId, to }) => pushId === push.pushId && to === digits);
  const own = push.submissions.filter(({ to }) => to === digits);
  const evidence = [push.event, ...evidenceOfRequest(request), ...own.map((one) => one.request)];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (told?.state === 'cancelled') return found('fail', 'cancelled was notified of another');
  if (own.length > 0 || told !== undefined) return found('pass', 'they are');
  const after = utcUs(push.pap.control?.attributes['deliver-after-timestamp'] ?? '');
  const heldUs = after === null ? 0 : Math.max(0, after - (utcUs(view.header.epochUtc) ?? 0) - answer.atUs);
  const waitUs = heldUs + profile.timers.clockSkewMs * 1_000 + 2 * profile.timers.transactionMs * 1_000;
  return isSilent(view, answer, waitUs - 1)
    ? found('fail', 'one of the others was not submitted')
    : found('inconc', 'one of the others was not submitted so far; observe longer');
}
