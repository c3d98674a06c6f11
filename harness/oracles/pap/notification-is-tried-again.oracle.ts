import { defineOracle, type Context } from '../define.ts';
import type { Notification } from '../notifications.ts';
import { operationsOf, resultFor } from '../operations.ts';
import { FINAL_STATES, grade, written } from '../results.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import { isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

/** Tries of one notification, by default (pap.md 9.1). */
const TRIES = 3;

const TRY = (at: string, connection: string): string =>
  `${at} ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=${connection}
     ${at} pi > ppg http http-status=503 connection=${connection}`;
const PUSH = `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001`;

/** A notification that the PI does not take is tried again with back-off, three times in all, and the state stays queryable. */
export default defineOracle({
  requirement: 'PAP-NTF-016',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) => [...retries(view, context), ...queries(view)],
  accepts: [
    `${PUSH}
     ${TRY('@100ms', 'a')}
     ${TRY('@200ms', 'b')}
     ${TRY('@400ms', 'c')}
     pi  > ppg statusquery-message  push-id=1
     ppg > pi  statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000
     -- ends at @20000ms --`,
  ],
  inconclusive: [
    `${PUSH}
     ${TRY('@100ms', 'a')}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${PUSH}
     ${TRY('@100ms', 'a')}
     -- ends at @20000ms --`,
    `${PUSH}
     ${TRY('@100ms', 'a')}
     ${TRY('@200ms', 'b')}
     ${TRY('@400ms', 'c')}
     pi  > ppg statusquery-message  push-id=1
     ppg > pi  statusquery-response push-id=1 address=+15550100001 message-state=unknown code=2004
     -- ends at @20000ms --`,
  ],
});

function failedOnes(view: View): ReadonlyMap<string, readonly Notification[]> {
  const groups = new Map<string, Notification[]>();
  for (const one of written(view)) {
    const key = `${one.pushId} ${one.to ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function isRefused({ answer }: Notification): boolean {
  return answer !== null && answer.message.pap.http.status >= 500;
}

function retries(view: View, { profile }: Context): readonly Finding[] {
  return [...failedOnes(view).values()].flatMap((tries) =>
    tries.slice(0, TRIES - 1).flatMap((one, at) => {
      if (!isRefused(one) || one.answer === null) return [];
      const next = tries[at + 1];
      const limitMs = profile.timers.backoffMs * 2 ** at;
      const { answer } = one;
      const untilUs = next?.event.atUs ?? view.header.endUs;
      const came = next !== undefined ? 'yes' : isSilent(view, answer, limitMs * 1_000) ? 'no' : 'open';
      const occasion: Occasion = {
        tookUs: untilUs - answer.atUs,
        came,
        evidence: [one.event, answer, ...(next === undefined ? [] : [next.event])],
        what: `try ${at + 2} came`,
      };
      return notLater([occasion], { limitMs, header: view.header, expected: `try ${at + 2} within ${limitMs} ms` });
    }),
  );
}

function queries(view: View): readonly Finding[] {
  return [...failedOnes(view).values()].flatMap((tries) => {
    const last = tries[TRIES - 1];
    if (last === undefined || !tries.slice(0, TRIES).every(isRefused)) return [];
    return operationsOf(view, 'statusquery')
      .filter(({ request, push }) => request.event.seq > last.event.seq && push?.pushId === last.pushId)
      .map((query) => {
        const state = resultFor(query, last.to ?? '')?.state ?? '';
        return grade(FINAL_STATES.includes(state), [last.event, query.request.event], 'its state', state);
      });
  });
}
