import { defineOracle } from '../define.ts';
import { acceptedPush, grade, written } from '../results.ts';

/** A notification repeats quality-of-service where the push had one (PAP 9.6). */
export default defineOracle({
  requirement: 'PAP-NTF-006',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    written(view).flatMap(({ event, pushId }) => {
      const push = acceptedPush(view, pushId);
      const had = push?.pap.control?.children.some(({ name }) => name === 'quality-of-service') === true;
      if (push === undefined || !had) return [];
      const has = event.message.pap.control?.children.some(({ name }) => name === 'quality-of-service') === true;
      return [grade(has, [push.event, event], 'quality-of-service, as in the push', has ? 'there' : 'not there')];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 priority=high content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 priority=high`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 priority=high content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});
