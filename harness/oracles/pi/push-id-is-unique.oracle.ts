import { defineOracle } from '../define.ts';
import { postedPushes, type Posted } from '../posted.ts';
import { equal } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a push-id that no other submission has (a repetition without answer is the same one)';

/** push-id is unique over all submissions of a PI (PAP 9.2). */
export default defineOracle({
  requirement: 'PAP-SUB-004',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) => {
    const first = new Map<string, Posted>();
    return postedPushes(view).flatMap((one): readonly Finding[] => {
      if (one.pushId === '') return [];
      const before = first.get(one.pushId);
      if (before === undefined) {
        first.set(one.pushId, one);
        return [{ verdict: 'pass', evidence: [one.event], expected: EXPECTED, actual: 'a new one' }];
      }
      const isAnswered = before.answer !== null && before.answer.seq < one.event.seq;
      const isSame = equal(before.event.message.pap.http.body, one.event.message.pap.http.body);
      if (isSame && !isAnswered) return [];
      const actual = `push-id ${one.pushId.slice(0, 80)} again, with ${isSame ? 'the same' : 'another'} content`;
      return [{ verdict: 'fail', evidence: [before.event, one.event], expected: EXPECTED, actual }];
    });
  },
  accepts: [
    `pi > ppg push-message push-id=1 address=+15550100001 content=hex 01
     pi > ppg push-message push-id=2 address=+15550100001 content=hex 01`,
    `# repeated without an answer
     pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=a
     pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=b`,
  ],
  rejects: [
    `pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=a
     pi > ppg push-message push-id=1 address=+15550100001 content=hex 02 connection=b`,
  ],
});
