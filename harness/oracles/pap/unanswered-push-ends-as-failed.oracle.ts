import { defineOracle, type Context } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { endOf, isMisleading, suspendedAt } from '../suspension.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

/** What claim 5 asks for at least. */
const LEAST_WINDOW = 2;

/** A submission that is never answered ends within the response timer: a failure is notified, or where none is claimed its slot is free. */
export default defineOracle({
  requirement: 'PPG-SUS-006',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const limitMs = context.profile.timers.responseMs;
    if (context.profile.claims['resultNotification'] === false) return freedSlots(view, context);
    const expected = `a failure notified (or the push submitted again) within ${limitMs} ms of a submission without response`;
    const waits = handovers(view, context.profile)
      .filter(({ asksForResult }) => asksForResult)
      .flatMap((handover) => unanswered(handover, view, context));
    const successes = waits.flatMap(({ occasion, success }): readonly Finding[] => {
      if (!success) return [];
      const actual = 'delivered was notified though nothing had been answered';
      return [{ verdict: 'fail', evidence: occasion.evidence, expected, actual }];
    });
    const others = waits.filter(({ success }) => !success).map(({ occasion }) => occasion);
    return [...successes, ...notLater(others, { limitMs, header: view.header, expected })];
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @64000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     -- ends at @2000ms --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @64000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});

/** At a PPG that notifies nothing: a push that found the window full of what is never answered goes out all the same. */
function freedSlots(view: View, { profile }: Context): readonly Finding[] {
  const limitMs = profile.timers.responseMs;
  const window = Math.max(LEAST_WINDOW, profile.smpp.window);
  const expected = `a waiting push submitted within ${limitMs} ms of a submission without response`;
  const occasions = handovers(view, profile).flatMap(({ push, attempts }): readonly Occasion[] => {
    const full = suspendedAt(view, push.request.seq);
    const [oldest] = full;
    const at = attempts[0]?.request;
    const untilSeq = at?.seq ?? Number.POSITIVE_INFINITY;
    const freed = full.some((one) => (endOf(one, view)?.seq ?? Number.POSITIVE_INFINITY) < untilSeq);
    if (push.responseClass !== 1 || full.length < window || oldest === undefined || freed) return [];
    const tookUs = (at?.atUs ?? view.header.endUs) - oldest.request.atUs;
    const came = at !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
    const evidence = [...full.map(({ request }) => request), push.request, ...(at === undefined ? [] : [at])];
    return [{ tookUs, came, evidence, what: 'the next push was submitted' }];
  });
  return notLater(occasions, { limitMs, header: view.header, expected });
}

type Wait = { readonly occasion: Occasion; readonly success: boolean };

/** The last attempt, where nothing answered it before its result, its session stayed, and the wait was worth the name. */
function unanswered(handover: Handover, view: View, { profile }: Context): readonly Wait[] {
  const { attempts, notified } = handover;
  const last = attempts.at(-1);
  if (last === undefined) return [];
  const result = notified.find(({ event }) => event.seq > last.request.seq);
  const untilSeq = result?.event.seq ?? Number.POSITIVE_INFINITY;
  if (last.responses.some(({ seq }) => seq < untilSeq)) return [];
  const { seq, connection } = last.request;
  const closed = view.events.some(
    (event) => event.kind === 'closed' && event.connection === connection && event.seq > seq && event.seq < untilSeq,
  );
  if (closed) return [];
  const tookUs = (result?.event.atUs ?? view.header.endUs) - last.request.atUs;
  const success = result !== undefined && saysDelivered(result);
  // Told of another's response: PPG-SUS-003 and PPG-SUS-004 judge that.
  if (success && isMisleading(view, last, untilSeq)) return [];
  // Earlier than the SMSC's own time is PPG-SUS-005's matter, or another transaction's response.
  if (result !== undefined && !success && tookUs < 0.5 * profile.timers.transactionMs * 1_000) return [];
  const came = result !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
  const what = result === undefined ? 'a failure was notified' : `${result.state} was notified`;
  return [{ occasion: { tookUs, came, evidence: evidenceOf(handover), what }, success }];
}
