import { defineOracle, type Context } from '../define.ts';
import { operationsOf, recipientsOf, resultFor, type Operation } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { failureSilenceUs, isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'after a refusal the result of the transaction, after 1000 cancelled and no success';

/** Where a push is cancelled while its transaction is suspended, the answer and the outcome agree (PAP 8.3). */
export default defineOracle({
  requirement: 'PAP-CAN-003',
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
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=2008
     smsc > ppg  submit_sm_resp  sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=cancelled code=4000`,
    `# without the operation
     pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   badmessage-response code=3001
     smsc > ppg  submit_sm_resp  sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000
     smsc > ppg  submit_sm_resp  sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=2008
     smsc > ppg  submit_sm_resp  sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=cancelled code=4000`,
  ],
});

function judged(cancel: Operation, digits: string, view: View, { profile }: Context): readonly Finding[] {
  const { request, push } = cancel;
  const answer = request.answer.event;
  const asks = profile.claims['resultNotification'] !== false && push !== null && notifyUrl(push) !== null;
  if (push === null || answer === null || !asks) return [];
  const suspended = push.submissions.some(
    (one) =>
      one.to === digits &&
      one.request.seq < request.event.seq &&
      one.responses.every((response) => response.seq > answer.seq),
  );
  if (!suspended) return [];
  const told = written(view).find(({ pushId, to }) => pushId === push.pushId && to === digits);
  const evidence = [push.event, ...evidenceOfRequest(request), ...(told === undefined ? [] : [told.event])];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (told !== undefined && told.event.seq < answer.seq) return [];
  const done = resultFor(cancel, digits)?.code.startsWith('1') === true;
  const words = done ? 'answered with 1000' : 'refused';
  if (told === undefined) {
    // A result that a refused cancellation leaves owing is CLM-3's and CLM-4's matter.
    return done && isSilent(view, answer, failureSilenceUs(profile, view))
      ? found('fail', `${words}, and nothing was notified`)
      : found('inconc', `${words}, and nothing was notified so far`);
  }
  return found((told.state === 'cancelled') === done ? 'pass' : 'fail', `${words}, and ${told.state} was notified`);
}
