import { defineOracle } from '../define.ts';
import { decisive, evidenceOf, handovers, type Handover } from '../handovers.ts';
import { notifications } from '../notifications.ts';
import { statusOf } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { View } from '../../trace/view.ts';

/** The PPG sends the result notification when the SMSC's result arrives: within notifyMs of it. */
export default defineOracle({
  requirement: 'STP-09',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const limitMs = context.profile.timers.notifyMs;
    const expected = `the result notification within ${limitMs} ms of the SMSC's response`;
    const occasions = handovers(view, context.profile).flatMap((handover) => occasion(handover, view));
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @100ms smsc > ppg data_sm_resp sequence_number=7
     @900ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# the PI was slow to answer an earlier notification
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     @100ms smsc > ppg data_sm_resp sequence_number=7
     smsc > ppg  data_sm_resp sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     @3000ms pi > ppg resultnotification-response push-id=1 code=1000
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `# once over the limit, on sockets
     -- world live --
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @100ms smsc > ppg data_sm_resp sequence_number=7
     @2500ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @100ms smsc > ppg data_sm_resp sequence_number=7
     @1200ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# never
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7`,
    `# beyond all doubt, on sockets
     -- world live --
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @100ms smsc > ppg data_sm_resp sequence_number=7
     @4200ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});

function occasion(handover: Handover, view: View): readonly Occasion[] {
  const decided = decisive(handover);
  if (decided === null || !handover.asksForResult) return [];
  const { answer } = decided;
  const [result] = handover.notified;
  if (result !== undefined && result.event.seq < answer.seq) return [];
  // After a failure that is not reported the push may be submitted again (DSC-02): CLM-4 waits for that.
  if (result === undefined && statusOf(answer) !== 0) return [];
  const untilUs = result?.event.atUs ?? view.header.endUs;
  const tookUs = untilUs - answer.atUs - busyUs(view, answer.atUs, untilUs);
  const came = result !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
  return [{ tookUs, came, evidence: evidenceOf(handover), what: 'the result was notified' }];
}

/** How long in between the PI had another notification unanswered: its own slowness. */
function busyUs(view: View, fromUs: number, untilUs: number): number {
  const spans = notifications(view)
    .map(({ event, answer }) => [Math.max(fromUs, event.atUs), Math.min(untilUs, answer?.atUs ?? event.atUs)] as const)
    .filter(([from, until]) => until > from)
    .sort(([a], [b]) => a - b);
  let covered = 0;
  let upTo = fromUs;
  for (const [from, until] of spans) {
    covered += Math.max(0, until - Math.max(from, upTo));
    upTo = Math.max(upTo, until);
  }
  return covered;
}
