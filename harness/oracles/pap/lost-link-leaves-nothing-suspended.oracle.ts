import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { notifies, saysDelivered } from '../notifications.ts';
import { isMisleading } from '../suspension.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

/** What a lost SMSC connection leaves suspended ends with a failure notification, or is submitted again. */
export default defineOracle({
  requirement: 'PPG-SUS-008',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  unseen: (_view, { profile }) =>
    notifies(profile) ? null : 'not observable here: nobody is notified, and nothing was submitted again',
  check: (view, { profile }) => {
    const limitMs = profile.timers.responseMs;
    const expected = `a failure notified, or the push submitted again, within ${limitMs} ms of the loss`;
    const losses = handovers(view, profile)
      .filter(({ asksForResult }) => asksForResult)
      .flatMap((handover) => lossesOf(handover, view))
      // Where nobody is notified an end without another submission is not seen.
      .filter(({ isSubmittedAgain }) => isSubmittedAgain || notifies(profile));
    const successes = losses.flatMap(({ occasion, success }): readonly Finding[] => {
      if (!success) return [];
      const actual = 'delivered was notified though the response was lost';
      return [{ verdict: 'fail', evidence: occasion.evidence, expected, actual }];
    });
    const others = losses.filter(({ success }) => !success).map(({ occasion }) => occasion);
    return [...successes, ...notLater(others, { limitMs, header: view.header, expected })];
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc ! ppg closed
     ppg ! smsc closed
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
    `# submitted again on a new session (AMB-10)
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     @1000ms ppg > smsc data_sm sequence_number=1 connection=second esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     -- ends at @1000ms --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});

type Loss = { readonly occasion: Occasion; readonly success: boolean; readonly isSubmittedAgain: boolean };

function lossesOf(handover: Handover, view: View): readonly Loss[] {
  return handover.attempts.flatMap((attempt, at): readonly Loss[] => {
    const { request, responses } = attempt;
    const closed = view.events.find(
      (event) => event.kind === 'closed' && event.connection === request.connection && event.seq > request.seq,
    );
    const done = [...responses, ...handover.notified.map(({ event }) => event)];
    if (closed === undefined || done.some(({ seq }) => seq > request.seq && seq < closed.seq)) return [];
    const again = handover.attempts[at + 1]?.request;
    const result = handover.notified.find(({ event }) => event.seq > closed.seq);
    const first = again !== undefined && (result === undefined || again.seq < result.event.seq) ? again : result?.event;
    const tookUs = (first?.atUs ?? view.header.endUs) - closed.atUs;
    const came = first !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
    const isSubmittedAgain = first !== undefined && first === again;
    const what = isSubmittedAgain ? 'the push was submitted again' : 'a result was notified';
    const success = first !== undefined && first === result?.event && saysDelivered(result);
    // Told of another's response: PPG-SUS-003 judges that.
    if (success && isMisleading(view, attempt, first.seq)) return [];
    const evidence = [closed, ...evidenceOf(handover)];
    return [{ occasion: { tookUs, came, evidence, what }, success, isSubmittedAgain }];
  });
}
