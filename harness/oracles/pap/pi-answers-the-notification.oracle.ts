import { defineOracle, type Context } from '../define.ts';
import { notifications, type Notification } from '../notifications.ts';
import { pushes } from '../pushes.ts';
import { isSilent } from '../silence.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'an HTTP response to the result notification';

/** The PI answers the result notification; with what, PAP-NTF-010 judges. */
export default defineOracle({
  requirement: 'STP-10',
  party: 'pi',
  needs: ['pap'],
  shownBy: 'notifications',
  scope: 'transaction',
  check: (view, context) =>
    notifications(view)
      .filter(({ event, pushId }) => event.direction === 'in' && !wasRefused(view, pushId))
      .flatMap((notification) => judged(notification, view, context)),
  accepts: [
    `ppg > pi resultnotification-message  push-id=1 address=+15550100001 message-state=delivered code=1000
     pi > ppg resultnotification-response push-id=1 address=+15550100001 code=1000`,
    `# 200, without address (AMB-42)
     ppg > pi resultnotification-message  push-id=1 address=+15550100001 message-state=delivered code=1000
     pi > ppg resultnotification-response push-id=1 code=2000 http-status=200`,
  ],
  inconclusive: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     -- trace ends before the deadline --`,
    `# it was the PPG that did not wait
     ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     ppg ! pi closed connection=n pco=pap
     pi ! ppg closed connection=n pco=pap`,
  ],
  rejects: [
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     pi ! ppg closed connection=n pco=pap
     ppg ! pi closed connection=n pco=pap`,
    `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# on another connection
     ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=m
     pi > ppg resultnotification-response push-id=1 code=1000 connection=m`,
  ],
});

/** A PI that was told that its push is refused waits for no result of it. */
function wasRefused(view: View, pushId: string): boolean {
  const own = pushes(view).filter((push) => push.pushId === pushId);
  return own.length > 0 && own.every(({ responseClass }) => responseClass > 1);
}

function judged({ event, answer }: Notification, view: View, context: Context): readonly Finding[] {
  if (answer !== null) {
    const actual = `answered with HTTP ${answer.message.pap.http.status}`;
    return [{ verdict: 'pass', evidence: [event, answer], expected: EXPECTED, actual }];
  }
  const closedAt = (side: View): number =>
    side.events.find(
      ({ kind, connection, seq }) => kind === 'closed' && connection === event.connection && seq > event.seq,
    )?.seq ?? Number.POSITIVE_INFINITY;
  const [own, others] = [closedAt(view), closedAt(context.viewOf('ppg'))];
  const closed = Number.isFinite(own);
  const evidence = [event, ...view.events.filter(({ seq }) => seq === own)];
  const found = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (others < own) return found('inconc', 'the PPG closed the connection without waiting for one');
  if (closed) return found('fail', 'the PI closed the connection without one');
  return isSilent(view, event, beyondDoubtUs(context.profile.timers.papMs, view.header))
    ? found('fail', 'none')
    : found('inconc', 'none so far; observe longer');
}
