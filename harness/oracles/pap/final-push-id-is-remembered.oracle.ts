import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { grade, written } from '../results.ts';

const PUSH = `pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 02`;

/** A push-id is remembered after its push became final, and answered with 2007 (pap.md 5; AMB-35). */
export default defineOracle({
  requirement: 'PAP-SUB-038',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request) => {
      const { event, pushId, pap, answer } = request;
      const isPush = event.message.name === 'push-message' && pushId !== '' && defectsOf(pap).size === 0;
      const final = written(view).find((told) => told.pushId === pushId && told.event.seq < event.seq);
      if (!isPush || final === undefined || answer.event === null) return [];
      return [grade(answer.code === '2007', [final.event, ...evidenceOfRequest(request)], 'code 2007', said(answer))];
    }),
  accepts: [
    `${PUSH}
     ppg  > pi   push-response  push-id=1 code=2007`,
  ],
  rejects: [
    `${PUSH}
     ppg  > pi   push-response  push-id=1 code=1001`,
  ],
});
