import { defineOracle, type Context } from '../define.ts';
import { answerTo, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';

/** A response whose command does not fit its request is not taken as a success. */
export default defineOracle({
  requirement: 'PPG-MAP-006',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, context) =>
    handovers(view, context.profile)
      .filter(({ asksForResult }) => asksForResult)
      .flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message      push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response     push-id=1 code=1001
     ppg  > smsc data_sm           sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  enquire_link_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `# ignored, until the response that fits (AMB-20)
     let B = pattern(60)
     pi   > ppg  push-message      push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response     push-id=1 code=1001
     ppg  > smsc data_sm           sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  enquire_link_resp sequence_number=7
     smsc > ppg  data_sm_resp      sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message      push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response     push-id=1 code=1001
     ppg  > smsc data_sm           sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  enquire_link_resp sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message      push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response     push-id=1 code=1001
     ppg  > smsc data_sm           sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  enquire_link_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# the other submission command's response
     let B = pattern(60)
     pi   > ppg  push-message      push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response     push-id=1 code=1001
     ppg  > smsc data_sm           sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp    sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  return handover.attempts.flatMap((attempt, at): readonly Finding[] => {
    const unfit = attempt.responses[0];
    const command = unfit?.message.pdu.command ?? '';
    const fit = responseOf(attempt.pdu.command);
    if (unfit === undefined || [fit, 'generic_nack'].includes(command)) return [];
    const expected = `${command} not taken for ${fit ?? 'the response'}`;
    const evidence = evidenceOf(handover);
    const proper = answerTo(attempt);
    const again = handover.attempts[at + 1]?.request;
    const result = handover.notified.find(({ event }) => event.seq > unfit.seq);
    if (result !== undefined && (again === undefined || result.event.seq < again.seq)) {
      const early = proper === null || result.event.seq < proper.seq;
      const verdict = saysDelivered(result) && early ? 'fail' : 'pass';
      return [{ verdict, evidence, expected, actual: `${result.state} was notified after ${command}` }];
    }
    if (again !== undefined) return [{ verdict: 'pass', evidence, expected, actual: 'the push was submitted again' }];
    const patient = view.header.complete.end && view.header.endUs - unfit.atUs > 2 * profile.timers.responseMs * 1_000;
    const verdict = patient ? 'pass' : 'inconc';
    return [{ verdict, evidence, expected, actual: 'no result was notified while it was observed' }];
  });
}
