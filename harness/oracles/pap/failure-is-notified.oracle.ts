import { defineOracle, type Context } from '../define.ts';
import { answerTo, decisiveFailure, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { failureSilenceUs, ofSilence } from '../silence.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';

const EXPECTED = 'a notification of failure (or the push submitted again)';

/** A push that the SMSC reported as failed is notified to the PI as a failure: the PPG's half of claim 4. */
export default defineOracle({
  requirement: 'CLM-4',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, context) =>
    handovers(view, context.profile)
      .filter(({ push, asksForResult }) => push.responseClass <= 1 && asksForResult)
      .flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `# without a body (AMB-03)
     let B = pattern(60)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `# an absent subscriber by 0x0b (AMB-12), after a second attempt (DSC-02)
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe message_id=5 delivery_failure_reason=0
     @2000ms ppg > smsc data_sm sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8 status=0x0b
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=expired code=4000`,
    `# at the very end of the SMSC's time
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @60100ms smsc > ppg data_sm_resp sequence_number=7 status=0xfe
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
  inconclusive: [
    `# it may yet be submitted again
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe
     -- ends at @30000ms --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe message_id=5
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# nothing further
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  const answer = decisiveFailure(handover);
  if (answer === null) return resubmitted(handover);
  const evidence = evidenceOf(handover);
  const [result] = handover.notified;
  if (result === undefined) {
    const limitUs = failureSilenceUs(profile, view);
    return [ofSilence({ view, from: answer, limitUs }, evidence, EXPECTED)];
  }
  const actual = `${result.state} was notified after ${statusName(statusOf(answer))}`;
  return [{ verdict: saysDelivered(result) ? 'fail' : 'pass', evidence, expected: EXPECTED, actual }];
}

/** What failed and was submitted again is no failed push yet (DSC-02). */
function resubmitted({ push, attempts }: Handover): readonly Finding[] {
  const failed = attempts.findIndex((one) => statusOf(answerTo(one) ?? one.request) !== 0);
  const [first, again] = [attempts[failed], attempts[failed + 1]];
  if (failed < 0 || first === undefined || again === undefined) return [];
  const evidence = [push.request, first.request, ...first.responses, again.request];
  return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'the push was submitted again' }];
}
