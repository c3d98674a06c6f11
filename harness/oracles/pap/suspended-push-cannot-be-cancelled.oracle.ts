import { defineOracle } from '../define.ts';
import { operationsOf, recipientsOf, resultFor } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { grade } from '../results.ts';

/** A push whose transaction is suspended is not cancelled: 2008 (pap.md 5.1). */
export default defineOracle({
  requirement: 'PAP-CAN-006',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view) =>
    operationsOf(view, 'cancel').flatMap((cancel) =>
      recipientsOf(cancel).flatMap((digits) => {
        const { request, push } = cancel;
        const answer = request.answer.event;
        const suspended = push?.submissions.some(
          (one) =>
            one.to === digits &&
            one.request.seq < request.event.seq &&
            one.responses.every(({ seq }) => answer !== null && seq > answer.seq),
        );
        if (suspended !== true) return [];
        const code = resultFor(cancel, digits)?.code ?? '';
        return [grade(code === '2008', evidenceOfRequest(request), 'code 2008', code === '' ? 'no result' : code)];
      }),
    ),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=2008`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  cancel-message  push-id=1
     ppg  > pi   cancel-response push-id=1 address=+15550100001 code=1000`,
  ],
});
