import { defineOracle, type Context } from '../define.ts';
import { answerTo, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { premature, responsesIn } from '../suspension.ts';
import { notEarlier, type Occasion } from '../timing-kinds.ts';
import type { View } from '../../trace/view.ts';

/** From this share of the predetermined time on a response is late enough to tell that the PPG waits for it. */
const LATE_SHARE = 0.8;

/** The PPG waits for the result of a transaction longer than the SMSC may take for it. */
export default defineOracle({
  requirement: 'PPG-SUS-005',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'run',
  check: (view, context) => {
    const limitMs = context.profile.timers.transactionMs;
    const expected = `no failure notified while the SMSC still has time, ${limitMs} ms from the submission`;
    const occasions = handovers(view, context.profile)
      .filter(({ asksForResult }) => asksForResult)
      .flatMap((handover) => occasion(handover, view, context));
    return notEarlier(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @57000ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @63000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  inconclusive: [
    `# once, on sockets
     -- world live --
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @40000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @57000ms smsc > ppg data_sm_resp sequence_number=7`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @54000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000
     @57000ms smsc > ppg data_sm_resp sequence_number=7`,
    `-- world live --
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @20000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000
     @57000ms smsc > ppg data_sm_resp sequence_number=7`,
  ],
});

function occasion(handover: Handover, view: View, { profile }: Context): readonly Occasion[] {
  const evidence = evidenceOf(handover);
  const early = premature(handover, view);
  if (early !== null) {
    const { submission, notification } = early;
    if (saysDelivered(notification)) return [];
    // A response to anything else, just before, is what it may have been told for: PPG-SUS-003 and PPG-SUS-004.
    const windowUs = profile.timers.notifyMs * 1_000;
    const misled = responsesIn(view).some(
      ({ seq, atUs }) =>
        seq > submission.request.seq && seq < notification.event.seq && notification.event.atUs - atUs <= windowUs,
    );
    const tookUs = notification.event.atUs - submission.request.atUs;
    const what = `${notification.state} was notified without a response,`;
    return misled ? [] : [{ tookUs, came: 'yes', evidence, what }];
  }
  const last = handover.attempts.at(-1);
  const answer = last === undefined ? null : answerTo(last);
  if (last === undefined || answer === null) return [];
  const tookUs = answer.atUs - last.request.atUs;
  const limitUs = profile.timers.transactionMs * 1_000;
  if (tookUs < LATE_SHARE * limitUs || tookUs > limitUs || handover.notified.length === 0) return [];
  // It waited at least as long as it was made to.
  return [
    {
      tookUs: limitUs,
      came: 'yes',
      evidence,
      what: 'the PPG waited for a response that took most of the time, and would have',
    },
  ];
}
