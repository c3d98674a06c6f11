import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { papRequests } from '../requests.ts';
import { written } from '../results.ts';
import type { Notification } from '../notifications.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'the push-id of a submission, and the address of one of its recipients';

/** A notification has the push-id of the submission and names the same recipient, however it spells it (PAP 9.6; AMB-37). */
export default defineOracle({
  requirement: 'PAP-NTF-004',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    written(view)
      .filter(({ event }) => event.peer === 'pi')
      .map((notification) => judged(notification, view, profile)),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     pi  > ppg push-message  push-id=2 address=+15550100002 notify=http://127.0.0.1:9/n content=hex 02
     ppg > pi  resultnotification-message push-id=2 address="wappush=+1-555-0100-002/type=PLMN" message-state=delivered code=1000
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `# of a push before this observation
     pi  > ppg push-message  push-id=2 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  rejects: [
    `# cut
     pi  > ppg push-message  push-id=1234@pi.example address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  resultnotification-message push-id=1234@pi address=+15550100001 message-state=delivered code=1000`,
    `# the other's address
     pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     pi  > ppg push-message  push-id=2 address=+15550100002 notify=http://127.0.0.1:9/n content=hex 02
     ppg > pi  resultnotification-message push-id=1 address=+15550100002 message-state=delivered code=1000`,
    `# another id, though nothing else is told of the push that was answered
     pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=9
     ppg  > pi   resultnotification-message push-id=x address=+15550100001 message-state=delivered code=1000`,
  ],
});

function judged({ event, pushId, to }: Notification, view: View, profile: Profile): Finding {
  const found = (verdict: Finding['verdict'], actual: string): Finding => ({
    verdict,
    evidence: [...pushes.map((push) => push.event), event],
    expected: EXPECTED,
    actual,
  });
  const known = papRequests(view).filter(
    ({ event: { seq, message } }) => seq < event.seq && message.name === 'push-message',
  );
  const pushes = known.filter((push) => push.pushId === pushId);
  const id = pushId.slice(0, 80);
  if (pushes.length === 0) {
    const isPiece =
      pushId.length > 3 && known.some((push) => push.pushId.includes(pushId) || pushId.includes(push.pushId));
    const untold = handovers(view, profile).some(
      ({ push, to: recipient, attempts, notified, asksForResult }) =>
        asksForResult &&
        recipient === to &&
        push.request.seq < event.seq &&
        notified.length === 0 &&
        attempts.some(({ responses: [first] }) => first !== undefined && first.seq < event.seq),
    );
    return isPiece || untold
      ? found('fail', `push-id '${id}' is none that was submitted`)
      : found('inconc', `push-id '${id}' is none of this case`);
  }
  const recipients = new Set(pushes.flatMap(({ numbers }) => numbers));
  return to !== null && recipients.has(to)
    ? found('pass', 'both are there')
    : found('fail', `push-id '${id}', but the address is none of its recipients`);
}
