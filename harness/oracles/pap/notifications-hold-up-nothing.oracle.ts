import { defineOracle, type Context } from '../define.ts';
import { handovers } from '../handovers.ts';
import { papRequests } from '../requests.ts';
import { written } from '../results.ts';
import { allSubmissions } from '../submissions.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'another result notified, or its slot used again, while a notification waits for the PI';

const HELD = `pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     pi   > ppg  push-message   push-id=2 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 02
     ppg  > pi   push-response  push-id=2 code=1001
     ppg  > smsc submit_sm      sequence_number=8 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 02
     smsc > ppg  submit_sm_resp sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     smsc > ppg  submit_sm_resp sequence_number=9`;

/** Notifications that the PI does not answer yet do not block what the SMSC answers (claim 5). */
export default defineOracle({
  requirement: 'PAP-NTF-009',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => judged(view, context),
  accepts: [
    `${HELD}
     ppg  > pi   resultnotification-message push-id=2 address=+15550100001 message-state=delivered code=1000 connection=m
     @30000ms pi > ppg resultnotification-response push-id=1 code=1000 connection=n`,
  ],
  inconclusive: [
    `# one notification at a time, perhaps: nothing waits for the slot
     ${HELD}
     @30000ms pi > ppg resultnotification-response push-id=1 code=1000 connection=n
     ppg  > pi   resultnotification-message push-id=2 address=+15550100001 message-state=delivered code=1000 connection=m`,
  ],
  rejects: [
    `# nor does the push that waits for the slot go out
     pi   > ppg  push-message   push-id=3 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 03
     ppg  > pi   push-response  push-id=3 code=1001
     ${HELD}
     @30000ms pi > ppg resultnotification-response push-id=1 code=1000 connection=n
     ppg  > pi   resultnotification-message push-id=2 address=+15550100001 message-state=delivered code=1000 connection=m`,
  ],
});

function judged(view: View, { profile }: Context): readonly Finding[] {
  const limitUs = beyondDoubtUs(profile.timers.notifyMs, view.header);
  const all = written(view);
  return handovers(view, profile).flatMap((handover): readonly Finding[] => {
    const { attempts, notified, asksForResult, push } = handover;
    const answer = attempts.at(-1)?.responses[0];
    if (answer === undefined || !asksForResult) return [];
    const told = notified[0];
    const others = all.filter((one) => one.pushId !== push.pushId && one.event.seq < answer.seq);
    const untilUs = ({ answer: its }: (typeof others)[number]): number => its?.atUs ?? view.header.endUs;
    const passed = others.find((one) => told !== undefined && (one.answer?.seq ?? Infinity) > told.event.seq);
    const holding = passed ?? others.find((one) => untilUs(one) - answer.atUs > limitUs);
    if (holding === undefined) return [];
    const evidence = [holding.event, answer, ...notified.map(({ event }) => event)];
    const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
      { verdict, evidence, expected: EXPECTED, actual },
    ];
    if (told !== undefined && told.event.atUs - answer.atUs <= limitUs) return found('pass', 'its result was notified');
    const reused = allSubmissions(view).some(
      ({ request }) => request.seq > answer.seq && request.atUs - answer.atUs <= limitUs,
    );
    if (reused) return found('pass', 'the next push was submitted');
    const waits = papRequests(view).some(
      (one) =>
        one.answer.kind === 'success' &&
        (one.answer.event?.seq ?? 0) < answer.seq &&
        one.event.message.name === 'push-message' &&
        one.submissions.every(({ request }) => request.atUs - answer.atUs > limitUs) &&
        one.pap.control?.attributes['deliver-after-timestamp'] === undefined,
    );
    return waits
      ? found('fail', `neither within ${Math.round(limitUs / 1_000)} ms`)
      : found('inconc', 'its result waited, and no push waited for its slot');
  });
}
