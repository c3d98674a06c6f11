import { defineOracle } from '../define.ts';
import { decisive, evidenceOf, handovers } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { statusOf } from '../submissions.ts';
import { isShuffled } from './tlv-order.ts';

const EXPECTED = 'the result of a response that has other TLVs too, notified as without them';
const PUSH = `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 message_id=a network_error_code=hex 030001 delivery_failure_reason=0 dpf_result=0`;

/** TLVs come in any order (SMPP 3.4, 3.2.4), in responses too. */
export default defineOracle({
  requirement: 'SMPP-TLV-002',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const answer = decisive(handover)?.answer;
      const [result] = handover.notified;
      if (answer === undefined || !isShuffled(answer.message.pdu)) return [];
      if (result === undefined || result.event.seq < answer.seq) return [];
      const isRight = saysDelivered(result) === (statusOf(answer) === 0);
      const actual = `${result.state} after status ${statusOf(answer)}`;
      return [{ verdict: isRight ? 'pass' : 'fail', evidence: evidenceOf(handover), expected: EXPECTED, actual }];
    }),
  accepts: [
    `${PUSH}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  rejects: [
    `${PUSH}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
});
