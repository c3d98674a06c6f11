import { defineOracle } from '../define.ts';
import { decisive, evidenceOf, handovers } from '../handovers.ts';
import { failureSilenceUs, ofSilence } from '../silence.ts';
import { statusOf } from '../submissions.ts';
import { notLater } from '../timing-kinds.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';

/** A failed response ends its transaction, whether it is a header only, has a message_id, or TLVs beside it. */
export default defineOracle({
  requirement: 'PPG-MAP-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const decided = decisive(handover);
      if (decided === null || statusOf(decided.answer) === 0 || !handover.asksForResult) return [];
      const { answer } = decided;
      const [result] = handover.notified;
      if (result !== undefined && result.event.seq < answer.seq) return [];
      const { hasBody, tlvs } = answer.message.pdu;
      const form = !hasBody ? 'a header only' : tlvs.length === 0 ? 'message_id alone' : 'message_id and TLVs';
      const expected = `the failure understood from ${form}: notified long before a response timer would end it`;
      const evidence = evidenceOf(handover);
      if (result === undefined)
        return [ofSilence({ view, from: answer, limitUs: failureSilenceUs(profile, view) }, evidence, expected)];
      // A timer ends no transaction before the SMSC's own time is over; what came sooner was understood.
      const sinceUs = result.event.atUs - decided.submission.request.atUs;
      const byTimer = sinceUs >= profile.timers.transactionMs * 1_000;
      const tookUs = byTimer ? result.event.atUs - answer.atUs : 0;
      const what = `${result.state} was notified, ${statusName(statusOf(answer))} having come as ${form},`;
      const limitMs = profile.timers.notifyMs;
      return notLater([{ tookUs, came: 'yes', evidence, what }], { limitMs, header: view.header, expected });
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe message_id=5 delivery_failure_reason=3
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe header_only
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# only the response timer ended it
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe header_only
     @65000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
    `# stuck
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe message_id=5`,
  ],
});
