import { defineOracle } from '../define.ts';
import { operationsOf } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { grade } from '../results.ts';

const EXPECTED = 'a result for every recipient, grouped or one for each';

/** A status query without address is answered for all recipients (PAP 9.8; AMB-43). */
export default defineOracle({
  requirement: 'PAP-QRY-003',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    operationsOf(view, 'statusquery').flatMap(({ request, push, asked, results }) => {
      if (push === null || asked.length > 0 || results.length === 0 || request.answer.kind !== 'success') return [];
      const recipients = [...new Set(push.numbers)];
      // A result without address speaks of all.
      const missing = results.some(({ of }) => of.length === 0)
        ? []
        : recipients.filter((digits) => !results.some(({ of }) => of.includes(digits)));
      const actual = `${recipients.length - missing.length} of ${recipients.length} recipients`;
      return [grade(missing.length === 0, [push.event, ...evidenceOfRequest(request)], EXPECTED, actual)];
    }),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 message-state=pending code=1000`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 address=+15550100002 address=+15550100003 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=pending code=1000`,
  ],
});
