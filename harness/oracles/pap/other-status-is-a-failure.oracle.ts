import { defineOracle } from '../define.ts';
import { decisive, evidenceOf, handovers } from '../handovers.ts';
import { statusOf } from '../submissions.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';

/** Final states of PAP other than success (pap.md 4). */
const FAILURES: readonly string[] = ['undeliverable', 'expired', 'timeout', 'aborted', 'rejected', 'cancelled'];
const EXPECTED = `a failure state: ${FAILURES.slice(0, 3).join(', ')}`;

/** Any final status but 0 is notified as a failure state, never as delivered. */
export default defineOracle({
  requirement: 'PPG-MAP-002',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const decided = decisive(handover);
      const [result] = handover.notified;
      if (decided === null || statusOf(decided.answer) === 0) return [];
      if (result === undefined || result.event.seq < decided.answer.seq) return [];
      const verdict = FAILURES.includes(result.state) ? 'pass' : 'fail';
      const actual = `${result.state} after ${statusName(statusOf(decided.answer))}`;
      return [{ verdict, evidence: evidenceOf(handover), expected: EXPECTED, actual }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0x400 header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=5000`,
    `# 0xfe when deliver-before had passed
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=expired code=4000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0x400 header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# no final state
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0x0b header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=pending code=4000`,
  ],
});
