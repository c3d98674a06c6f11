import { defineOracle } from '../define.ts';
import { answered, toldToPi } from '../notified.ts';
import { grade } from '../results.ts';

/** An unknown push-id is answered with 2000 or 2004, a malformed notification with badmessage-response 2000 (PAP 9.7, 9.12; AMB-42). */
export default defineOracle({
  requirement: 'PAP-NTF-017',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    toldToPi(view).flatMap((told) => {
      const { code, operation } = answered(told);
      if (told.answer === null || (told.isValid && told.isKnown)) return [];
      const evidence = [told.event, told.answer];
      const actual = operation === '' ? 'no PAP' : `${operation} ${code}`;
      if (told.isValid) return [grade(['2000', '2004'].includes(code), evidence, 'code 2000 or 2004', actual)];
      const holds = operation === 'badmessage-response' && code === '2000';
      return [grade(holds, evidence, 'badmessage-response 2000', actual)];
    }),
  accepts: [
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     pi  > ppg resultnotification-response push-id=foreign code=2004 connection=a`,
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg badmessage-response code=2000 connection=a`,
  ],
  rejects: [
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     pi  > ppg resultnotification-response push-id=foreign code=1000 connection=a`,
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg http http-status=400 connection=a`,
  ],
});
