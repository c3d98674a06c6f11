import { defineOracle } from '../define.ts';
import { answered, toldToPi } from '../notified.ts';
import { grade } from '../results.ts';

const EXPECTED = 'resultnotification-response with the same push-id and a class 1 code, in HTTP 2xx';

/** A notification of a push of its own that came where it was asked for is answered with its push-id and a class 1 code (PAP 9.7; AMB-42). That it is answered at all is STP-10's matter. */
export default defineOracle({
  requirement: 'PAP-NTF-010',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    toldToPi(view)
      .filter(({ answer, isKnown, isValid }) => answer !== null && isKnown && isValid)
      .map((told) => {
        const { code, operation, status } = answered(told);
        const id = told.answer?.message.pap.control?.attributes['push-id'];
        const isAnswer = operation === 'resultnotification-response' && status >= 200 && status < 300;
        const actual = `HTTP ${status}, ${operation === '' ? 'no PAP' : operation} ${code}, push-id ${id?.slice(0, 60) ?? 'missing'}`;
        const evidence = [told.event, ...(told.answer === null ? [] : [told.answer])];
        return grade(isAnswer && id === told.pushId && code.startsWith('1'), evidence, EXPECTED, actual);
      }),
  accepts: [
    `pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi  > ppg resultnotification-response push-id=1 code=1000 http-status=200`,
  ],
  rejects: [
    `pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi  > ppg resultnotification-response push-id=2 address=+15550100001 code=1000`,
    `pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi  > ppg resultnotification-response push-id=1 address=+15550100001 code=2000`,
    `pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi  > ppg http http-status=500`,
  ],
});
