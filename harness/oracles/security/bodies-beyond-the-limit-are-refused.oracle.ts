import { bodyLimit } from '../body-limit.ts';
import { defineOracle, type Context } from '../define.ts';
import { postedPushes, type Posted } from '../posted.ts';
import { answerOf, said } from '../requests.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a refusal, or the connection closed, and the next push served';

/** A body longer than the PPG says it takes is refused or cut off, however its length is told. Whether it was held until then is on no interface. */
export default defineOracle({
  requirement: 'SEC-004',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  // What is cut off never comes to the PPG as a message: the PI's own end has it whole.
  check: (_view, context) => {
    const view = context.viewOf('pi');
    const limit = bodyLimit(context.profile);
    const all = postedPushes(view);
    return all
      .filter(({ event }) => event.message.pap.http.body.length > limit)
      .map((posted) => judged(posted, { view, context, all }));
  },
  unseen: (_view, context) =>
    context.profile.limits.bodyOctets === undefined
      ? 'not observable: the profile states no limits.bodyOctets, and 64 MiB are not posted'
      : null,
  accepts: [
    `let Q = pattern(262144)
     let P = Q + Q + Q + Q + hex 00
     pi  > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=P
     ppg > pi  http http-status=413
     pi  > ppg push-message  push-id=2 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=2 code=1001`,
  ],
  inconclusive: [
    `let Q = pattern(262144)
     let P = Q + Q + Q + Q + hex 00
     pi  > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=P
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let Q = pattern(262144)
     let P = Q + Q + Q + Q + hex 00
     pi  > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=P
     ppg > pi  push-response push-id=1 code=1001`,
    `# nothing is served any more
     let Q = pattern(262144)
     let P = Q + Q + Q + Q + hex 00
     pi  > ppg http method=POST header="Content-Type: multipart/related; boundary=b" body=P
     pi  > ppg push-message  push-id=2 address=+15550100001 content=hex 01
     -- ends at @200000ms --`,
  ],
});

type Scene = { readonly view: View; readonly context: Context; readonly all: readonly Posted[] };

function judged(posted: Posted, { view, context, all }: Scene): Finding {
  const { event } = posted;
  const answer = answerOf(posted.answer);
  const next = all.find((other) => other.event.seq > event.seq && isWithin(other, context));
  const served = all.find(
    (other) => other.event.seq > event.seq && answerOf(other.answer).kind === 'success' && isWithin(other, context),
  );
  const closed = view.events.find(
    ({ kind, connection, seq }) => kind === 'closed' && connection === event.connection && seq > event.seq,
  );
  const evidence = [event, posted.answer ?? closed, served?.event].filter((one) => one !== undefined);
  const found = (verdict: Finding['verdict'], actual: string): Finding => ({
    verdict,
    evidence,
    expected: EXPECTED,
    actual,
  });
  const what = `${event.message.pap.http.body.length} octets, where at most ${bodyLimit(context.profile)} are taken:`;
  if (answer.kind === 'success') return found('fail', `${what} ${said(answer)}`);
  const overdueUs = beyondDoubtUs(context.profile.timers.papMs, view.header);
  if (posted.answer === null) {
    // Whoever gave up first: a PPG that closes within its time has cut it off.
    const tookUs = (closed?.atUs ?? view.header.endUs) - event.atUs;
    if (closed === undefined || tookUs > overdueUs)
      return found(tookUs > overdueUs ? 'fail' : 'inconc', `${what} neither answered nor closed`);
  }
  const how = posted.answer === null ? 'cut off' : said(answer);
  if (served !== undefined) return found('pass', `${what} ${how}, and the next push was accepted`);
  if (next === undefined) return found('inconc', `${what} ${how}, and no push came afterwards`);
  const nextUs = view.header.endUs - next.event.atUs;
  // Served it was: that it was the sender's mistake (class 2) says nothing of what came before.
  const isServed = answerOf(next.answer).class === 2;
  const isLost = !isServed && (next.answer !== null || nextUs > overdueUs);
  return found(isLost ? 'fail' : 'inconc', `${what} ${how}; the next push: ${said(answerOf(next.answer))}`);
}

function isWithin({ event }: Posted, context: Context): boolean {
  return event.message.name === 'push-message' && event.message.pap.http.body.length <= bodyLimit(context.profile);
}
