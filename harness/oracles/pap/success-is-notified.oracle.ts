import { defineOracle, type Context } from '../define.ts';
import { confirmed, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { ofSilence, successSilenceUs } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a notification that says delivered, once the SMSC has confirmed the push, and not before';

/** A push that the SMSC confirmed is notified to the PI as a success: the PPG's half of claim 3. */
export default defineOracle({
  requirement: 'CLM-3',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, context) =>
    handovers(view, context.profile)
      .filter(({ push, asksForResult, attempts }) => push.responseClass <= 1 && asksForResult && attempts.length > 0)
      .flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# an empty message_id (AMB-03), success at the second attempt (DSC-02), 1000 at once (AMB-32)
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1000
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0x58 header_only
     ppg  > smsc submit_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `# before the SMSC had said anything
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     smsc > ppg  data_sm_resp  sequence_number=7`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  const { attempts, notified } = handover;
  const evidence = evidenceOf(handover);
  const claimed = notified.find(saysDelivered);
  const heard = attempts.flatMap(({ responses }) => responses.map(({ seq }) => seq));
  if (claimed !== undefined && heard.every((seq) => seq > claimed.event.seq)) {
    return [
      { verdict: 'fail', evidence, expected: EXPECTED, actual: 'delivered was notified before the SMSC answered' },
    ];
  }
  const answer = confirmed(handover);
  // Earlier ones were not about this answer: PPG-SUS-005 and PPG-SUS-007 judge them.
  if (answer === null || notified.some(({ event }) => event.seq < answer.seq)) return [];
  const result = notified[0];
  if (result === undefined) {
    const limitUs = successSilenceUs(profile, view);
    return [ofSilence({ view, from: answer, limitUs }, evidence, EXPECTED)];
  }
  return [
    {
      verdict: saysDelivered(result) ? 'pass' : 'fail',
      evidence,
      expected: EXPECTED,
      actual: `${result.state} was notified after status 0`,
    },
  ];
}
