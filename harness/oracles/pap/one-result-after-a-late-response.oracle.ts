import { defineOracle, type Context } from '../define.ts';
import { decisive, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { successSilenceUs } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'nothing but the result that was notified already';

/** A response that comes after the response timer has ended its transaction gives no second, different result. */
export default defineOracle({
  requirement: 'PPG-SUS-007',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'run',
  check: (view, context) => handovers(view, context.profile).flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @3000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @4000ms smsc > ppg data_sm_resp sequence_number=7`,
    `# the same result once more, the PI not having answered (AMB-41)
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @3000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @4000ms smsc > ppg data_sm_resp sequence_number=7
     @4500ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @3000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @4000ms smsc > ppg data_sm_resp sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @3000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @4000ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# another failure than before
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @3000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @4000ms smsc > ppg data_sm_resp sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  const [first] = handover.notified;
  if (first === undefined || saysDelivered(first)) return [];
  const late = handover.attempts.flatMap(({ responses }) => responses).find(({ seq }) => seq > first.event.seq);
  if (late === undefined) return [];
  const evidence = evidenceOf(handover);
  const other = handover.notified.find(
    ({ event, state, code }) => event.seq > late.seq && (state !== first.state || code !== first.code),
  );
  if (other !== undefined) {
    const actual = `${first.state} ${first.code} was notified, and ${other.state} ${other.code} after the late response`;
    return [{ verdict: 'fail', evidence, expected: EXPECTED, actual }];
  }
  // Seen by the time that passed, or by a result that came later and is notified already.
  const passed = view.header.complete.end && view.header.endUs - late.atUs > successSilenceUs(profile, view);
  const overtaken = handovers(view, profile).some((later) => {
    const answer = decisive(later)?.answer;
    return answer !== undefined && answer.seq > late.seq && later.notified.some(({ event }) => event.seq > answer.seq);
  });
  return passed || overtaken
    ? [{ verdict: 'pass', evidence, expected: EXPECTED, actual: `${first.state}, once` }]
    : [
        {
          verdict: 'inconc',
          evidence,
          expected: EXPECTED,
          actual: 'the observation ended soon after the late response',
        },
      ];
}
