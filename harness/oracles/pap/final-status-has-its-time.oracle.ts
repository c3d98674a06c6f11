import { defineOracle } from '../define.ts';
import { operationsOf } from '../operations.ts';
import { evidenceOfRequest } from '../requests.ts';
import { FINAL_STATES, grade } from '../results.ts';

/** event-time is there for final states (PAP 9.9). */
export default defineOracle({
  requirement: 'PAP-QRY-004',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    operationsOf(view, 'statusquery').flatMap(({ request, results }) =>
      results
        .filter(({ state, code }) => FINAL_STATES.includes(state) && code.startsWith('1'))
        .map(({ state, eventTime }) =>
          grade(eventTime !== null, evidenceOfRequest(request), 'event-time', `${state} at ${eventTime ?? 'no time'}`),
        ),
    ),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000 event-time=2026-01-02T03:04:05Z`,
  ],
  rejects: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});
