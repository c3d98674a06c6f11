import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';

/** generic_nack for a submission ends its transaction at once, and not only when the response timer does. */
export default defineOracle({
  requirement: 'PPG-MAP-007',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.notifyMs;
    const expected = `a failure notified within ${limitMs} ms of generic_nack`;
    const occasions = handovers(view, profile).flatMap((handover): readonly Occasion[] => {
      const last = handover.attempts.at(-1);
      const nack = last?.responses[0];
      const result = handover.notified.find(({ event }) => event.seq > (nack?.seq ?? Number.POSITIVE_INFINITY));
      if (nack?.message.pdu.command !== 'generic_nack' || result === undefined) return [];
      const what = `${result.state} was notified`;
      return [{ tookUs: result.event.atUs - nack.atUs, came: 'yes', evidence: evidenceOf(handover), what }];
    });
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack sequence_number=7 status=0x03
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack sequence_number=7 status=0x03
     @64000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
});
