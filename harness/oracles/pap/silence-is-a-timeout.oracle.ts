import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { OWN_STATES } from '../suspension.ts';

const EXPECTED = 'timeout with code 4000';

/** What was never answered, because the timer ended or the link was lost, is notified as timeout with code 4000 (pap.md 9.2). */
export default defineOracle({
  requirement: 'PPG-SUS-015',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const last = handover.attempts.at(-1);
      const [result] = handover.notified;
      if (last === undefined || result === undefined || OWN_STATES.includes(result.state)) return [];
      const waitedUs = result.event.atUs - last.request.atUs;
      const lost = view.events.some(
        ({ kind, connection, seq }) =>
          kind === 'closed' &&
          connection === last.request.connection &&
          seq > last.request.seq &&
          seq < result.event.seq,
      );
      const silent = lost || waitedUs >= profile.timers.transactionMs * 1_000;
      if (!silent || last.responses.some(({ seq }) => seq < result.event.seq)) return [];
      const actual = `${result.state} with code ${result.code}`;
      const verdict = actual === EXPECTED ? 'pass' : 'fail';
      return [{ verdict, evidence: evidenceOf(handover), expected: EXPECTED, actual }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @64000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=3000`,
  ],
});
