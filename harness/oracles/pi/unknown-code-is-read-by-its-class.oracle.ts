import { defineOracle } from '../define.ts';
import { postedPushes } from '../posted.ts';
import { papOf } from '../pushes.ts';
import type { Finding } from '../../trace/finding.ts';

const LISTED = /^(?:100[01]|200[0-8]|300\d|301[01]|400[01]|5000|502[6-9]|5030)$/;
const EXPECTED = 'a code that is not listed read by its class, and a PI that works on';

/** The PI's half of: a status code that PAP does not list is read by its class (PAP 9.13). After one of class 1 the push is not submitted again. */
export default defineOracle({
  requirement: 'PAP-BAD-003',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap((one, at, all): readonly Finding[] => {
      const { answer } = one;
      const result = answer?.message.pap.control?.children.find(({ name }) => name === 'response-result');
      const code = result?.attributes['code'] ?? '';
      if (answer === null || code === '' || LISTED.test(code)) return [];
      const again = all.slice(at + 1).find(({ pushId }) => pushId === one.pushId);
      const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
        { verdict, evidence: [one.event, answer], expected: EXPECTED, actual: `${code}: ${actual}` },
      ];
      if (code.startsWith('1') && again !== undefined) return found('fail', 'the push was submitted again');
      const works = papOf(view).some(({ direction, seq }) => direction === 'out' && seq > answer.seq);
      return works ? found('pass', 'it works on') : found('inconc', 'it was not asked for anything afterwards');
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=4567
     pi  > ppg push-message  push-id=2 address=+15550100001 content=hex 02`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=2999`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01 connection=a
     ppg > pi  push-response push-id=1 code=1999 connection=a
     pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01 connection=b`,
  ],
});
