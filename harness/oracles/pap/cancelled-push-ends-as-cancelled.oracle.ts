import { defineOracle, type Context } from '../define.ts';
import { operationsOf, recipientsOf, resultFor, type Operation } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { isSilent, successSilenceUs } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'the state cancelled, notified';

/** A push that was cancelled before its submission, and asked for its result, ends in the state cancelled (PAP 9). */
export default defineOracle({
  requirement: 'PAP-CAN-005',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'cancel').flatMap((cancel) =>
      recipientsOf(cancel).flatMap((digits) => judged(cancel, digits, view, context)),
    ),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=cancelled code=2008`,
    `# notified before the cancellation is answered
     pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=cancelled code=4000
     ppg  > pi   cancel-response push-id=1 code=1000`,
  ],
  inconclusive: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     -- ends at @200000ms --`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
});

function judged(cancel: Operation, digits: string, view: View, { profile }: Context): readonly Finding[] {
  const { request, push } = cancel;
  const answer = request.answer.event;
  const asks = profile.claims['resultNotification'] !== false && push !== null && notifyUrl(push) !== null;
  const done = resultFor(cancel, digits)?.code.startsWith('1') === true;
  if (push === null || answer === null || !asks || !done) return [];
  if (push.submissions.some(({ to }) => to === digits)) return [];
  const told = written(view).find(({ pushId, to }) => pushId === push.pushId && to === digits);
  const evidence = [push.event, ...evidenceOfRequest(request), ...(told === undefined ? [] : [told.event])];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (told !== undefined) return found(told.state === 'cancelled' ? 'pass' : 'fail', `${told.state} was notified`);
  return isSilent(view, answer, successSilenceUs(profile, view))
    ? found('fail', 'nothing was notified')
    : found('inconc', 'nothing was notified so far; observe longer');
}
