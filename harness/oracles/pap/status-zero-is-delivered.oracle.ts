import { defineOracle } from '../define.ts';
import { confirmed, evidenceOf, handovers } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';

const EXPECTED = 'message-state delivered with a class 1 code';

/** command_status 0 is notified as delivered, with a class 1 code. */
export default defineOracle({
  requirement: 'PPG-MAP-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const answer = confirmed(handover);
      const [result] = handover.notified;
      // A result that came earlier is not about this answer (PPG-SUS-005, PPG-SUS-007).
      if (answer === null || result === undefined || result.event.seq < answer.seq) return [];
      const verdict = saysDelivered(result) && result.code.startsWith('1') ? 'pass' : 'fail';
      const actual = `${result.state} with code ${result.code}`;
      return [{ verdict, evidence: evidenceOf(handover), expected: EXPECTED, actual }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `# delivered, by a code that says otherwise
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=4000`,
  ],
});
