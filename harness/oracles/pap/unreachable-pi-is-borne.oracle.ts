import { defineOracle, type Context } from '../define.ts';
import type { Notification } from '../notifications.ts';
import { handovers } from '../handovers.ts';
import { written } from '../results.ts';
import { isSilent, successSilenceUs } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

/** More than ten attempts a second, averaged over 5 s (requirements, 12). */
const WINDOW_US = 5_000_000;
const MOST_IN_WINDOW = 50;
const EXPECTED = 'a pause between attempts, and the other results notified';

const FAILED = `pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=n
     pi   > ppg  http http-status=503 connection=n`;
const NEXT = `pi   > ppg  push-message   push-id=2 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 02
     ppg  > pi   push-response  push-id=2 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 02
     smsc > ppg  submit_sm_resp sequence_number=9`;

/** A PI that answers 5xx or hangs up causes neither a crash nor a tight loop, and the other notifications go on. */
export default defineOracle({
  requirement: 'PAP-NTF-008',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => judged(view, context),
  accepts: [
    `${FAILED}
     @1000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=m
     ${NEXT}
     ppg  > pi   resultnotification-message push-id=2 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `${FAILED}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# nothing is notified any more
     ${FAILED}
     ${NEXT}
     -- ends at @200000ms --`,
    `# at once, again and again
     ${FAILED}
     ${Array.from({ length: 51 }, (_, at) => `ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=c${at}\npi > ppg http http-status=503 connection=c${at}`).join('\n')}`,
  ],
});

function judged(view: View, context: Context): readonly Finding[] {
  const all = written(view);
  const failed = all.filter((one) => hasFailed(one, view));
  const [first] = failed;
  if (first === undefined) return [];
  const evidence = failed.slice(0, 20).map(({ event }) => event);
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  const attempts = all.filter(({ pushId, to }) => pushId === first.pushId && to === first.to);
  const busiest = Math.max(
    ...attempts.map(
      ({ event }, at) => attempts.slice(at).filter((later) => later.event.atUs - event.atUs < WINDOW_US).length,
    ),
  );
  if (busiest > MOST_IN_WINDOW) return found('fail', `${busiest} attempts in 5 s`);
  const later = handovers(view, context.profile).filter(({ attempts: tried, asksForResult, push }) => {
    const answer = tried.at(-1)?.responses[0];
    return asksForResult && push.pushId !== first.pushId && answer !== undefined && answer.seq > first.event.seq;
  });
  if (later.some(({ notified }) => notified.length > 0))
    return found('pass', `${attempts.length} attempts; others went on`);
  const due = later.find(({ attempts: tried }) => {
    const answer = tried.at(-1)?.responses[0];
    return answer !== undefined && isSilent(view, answer, successSilenceUs(context.profile, view));
  });
  return due === undefined
    ? found('inconc', 'no other result was due; observe longer')
    : found('fail', 'the result of a later push was not notified');
}

/** An attempt that got no 2xx. */
function hasFailed({ answer, event }: Notification, view: View): boolean {
  if (answer !== null) return answer.message.pap.http.status >= 500;
  return view.events.some(
    ({ kind, connection, seq }) => kind === 'closed' && connection === event.connection && seq > event.seq,
  );
}
