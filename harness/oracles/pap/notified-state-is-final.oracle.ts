import { defineOracle } from '../define.ts';
import { FINAL_STATES, grade, written } from '../results.ts';

const EXPECTED = 'a final message-state that agrees with the class of the code: delivered and class 1, or neither';

/** A notified message-state is a final one, and is delivered just where the code is of class 1 (PAP 9.6). */
export default defineOracle({
  requirement: 'PAP-NTF-005',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    written(view).map(({ event, state, code }) =>
      grade(
        FINAL_STATES.includes(state) && (state === 'delivered') === code.startsWith('1'),
        [event],
        EXPECTED,
        `${state} with ${code}`,
      ),
    ),
  accepts: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     ppg > pi resultnotification-message push-id=2 address=+15550100001 message-state=aborted code=5026`,
  ],
  rejects: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=pending code=1000`,
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=4000`,
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=1000`,
  ],
});
