import { defineOracle } from '../define.ts';
import { decisive, evidenceOf, handovers } from '../handovers.ts';
import { statusOf } from '../submissions.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';

const DELIVERY_FAILURE = 0xfe;
/** destination address invalid (SMPP 3.4, 5.3.2.33). */
const ADDRESS_INVALID = 1;

/** 0xFE is notified as undeliverable: 2003 for an invalid address, 4000 for every other reason and for none (pap.md 9.2). */
export default defineOracle({
  requirement: 'PPG-MAP-003',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const decided = decisive(handover);
      const [result] = handover.notified;
      if (decided === null || statusOf(decided.answer) !== DELIVERY_FAILURE) return [];
      if (result === undefined || result.event.seq < decided.answer.seq) return [];
      // Where deliver-before is stated it may have passed; which it is, is PPG-EXP-001's matter.
      const attributes = handover.push.request.message.pap.control?.attributes ?? {};
      const late = result.state === 'expired' && attributes['deliver-before-timestamp'] !== undefined;
      const reason = tlvUint(decided.answer.message.pdu, 'delivery_failure_reason');
      const code = reason === ADDRESS_INVALID ? '2003' : '4000';
      const expected = `undeliverable with code ${code} for ${reason === undefined ? 'no reason' : `reason ${reason}`}`;
      const mapped = result.state === 'undeliverable' && result.code === code;
      const actual = `${result.state} with code ${result.code}`;
      return late ? [] : [{ verdict: mapped ? 'pass' : 'fail', evidence: evidenceOf(handover), expected, actual }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe delivery_failure_reason=1
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=2003`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe delivery_failure_reason=1
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4001`,
  ],
});
