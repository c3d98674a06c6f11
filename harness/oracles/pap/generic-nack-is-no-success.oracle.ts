import { defineOracle, type Context } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { notLater } from '../timing-kinds.ts';
import { notifies, saysDelivered } from '../notifications.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a failure notified (or the push submitted again) not later than the response timer';

/** A submission answered by generic_nack never counts as a success, and ends as failed within the response timer. */
export default defineOracle({
  requirement: 'PPG-MAP-005',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  unseen: (_view, { profile }) =>
    notifies(profile) ? null : 'not observable here: nobody is notified, and nothing was submitted again',
  check: (view, context) =>
    handovers(view, context.profile)
      .filter(({ asksForResult }) => asksForResult)
      .flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7 status=0x03
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=3000`,
    `# when the timer ended it
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7 status=0x08
     @64000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
    `# submitted again, and then delivered
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7 status=0x03
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7 status=0x03
     -- ends at @2000ms --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# stuck
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  generic_nack  sequence_number=7 status=0x03`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  return handover.attempts.flatMap((attempt, at): readonly Finding[] => {
    const nack = attempt.responses[0];
    if (nack?.message.pdu.command !== 'generic_nack') return [];
    const evidence = evidenceOf(handover);
    const again = handover.attempts[at + 1]?.request;
    const result = handover.notified.find(
      ({ event }) => event.seq > nack.seq && (again === undefined || event.seq < again.seq),
    );
    const answered = attempt.responses.length > 1;
    if (result !== undefined && saysDelivered(result) && !answered) {
      return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: 'delivered was notified after generic_nack' }];
    }
    const end = result?.event ?? again;
    // Where nobody is notified an end without another submission is not seen.
    if (end === undefined && !notifies(profile)) return [];
    const tookUs = (end?.atUs ?? view.header.endUs) - attempt.request.atUs;
    const came = end !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
    const what = result !== undefined ? `${result.state} was notified` : 'the transaction was ended';
    const limitMs = profile.timers.responseMs;
    return notLater([{ tookUs, came, evidence, what }], { limitMs, header: view.header, expected: EXPECTED });
  });
}
