import { defineOracle } from '../define.ts';
import { grade, written } from '../results.ts';
import type { Notification } from '../notifications.ts';

const PUSH = `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=a`;

/** The PPG's half of: a status code that PAP does not list is read by its class (PAP 9.13). One of class 1 is success: it is not asked again. */
export default defineOracle({
  requirement: 'PAP-BAD-003',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) => {
    const all = written(view);
    return all.filter(isAnsweredOddly).map((one) => {
      const again = all.find(
        ({ event, pushId, to }) => event.seq > (one.answer?.seq ?? 0) && pushId === one.pushId && to === one.to,
      );
      const later = all.some(({ event, pushId }) => event.seq > one.event.seq && pushId !== one.pushId);
      const evidence = [
        one.event,
        ...(one.answer === null ? [] : [one.answer]),
        ...(again === undefined ? [] : [again.event]),
      ];
      if (again === undefined && !later && view.header.endUs - (one.answer?.atUs ?? 0) < 1_000_000) {
        return { verdict: 'inconc' as const, evidence, expected: EXPECTED, actual: 'not so far; observe longer' };
      }
      return grade(
        again === undefined,
        evidence,
        EXPECTED,
        again === undefined ? 'it was' : 'the result was told again',
      );
    });
  },
  accepts: [
    `${PUSH}
     pi  > ppg resultnotification-response push-id=1 code=1999 connection=a
     -- ends at @20000ms --`,
  ],
  inconclusive: [
    `${PUSH}
     pi  > ppg resultnotification-response push-id=1 code=1999 connection=a
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${PUSH}
     pi  > ppg resultnotification-response push-id=1 code=1999 connection=a
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 connection=b`,
  ],
});

const EXPECTED = 'a code of class 1 taken for success, whatever its number';

function isAnsweredOddly({ answer }: Notification): boolean {
  const code = answer?.message.pap.control?.attributes['code'] ?? '';
  const status = answer?.message.pap.http.status ?? 0;
  return /^1\d{3}$/.test(code) && !['1000', '1001'].includes(code) && status >= 200 && status < 300;
}
