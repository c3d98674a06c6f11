import { defineOracle } from '../define.ts';
import { postedPushes } from '../posted.ts';
import { isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the same submission again, with the same push-id';
/** No PI waits that long, in multiples of responseMs. */
const PATIENCE = 4;

/** A submission without an HTTP answer is sent again with the same push-id (PAP 9.13). */
export default defineOracle({
  requirement: 'PAP-SUB-009',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    postedPushes(view).flatMap((one, at, all): readonly Finding[] => {
      if (one.answer !== null || one.pushId === '' || all.findIndex(({ pushId }) => pushId === one.pushId) !== at)
        return [];
      const closed = view.events.find(
        ({ kind, connection, seq }) => kind === 'closed' && connection === one.event.connection && seq > one.event.seq,
      );
      if (closed === undefined) return [];
      const later = all.slice(at + 1);
      const again = later.find(({ pushId }) => pushId === one.pushId);
      const { content } = one.event.message.pap;
      const anew = later.find(
        ({ pushId, event }) =>
          pushId !== one.pushId && content !== null && event.message.pap.content?.body.join() === content.body.join(),
      );
      const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
        { verdict, evidence: [one.event, closed], expected: EXPECTED, actual },
      ];
      if (again !== undefined) return found('pass', 'it came again');
      if (anew !== undefined) return found('fail', 'it came again with another push-id');
      const patienceUs = PATIENCE * profile.timers.responseMs * 1_000;
      return found(isSilent(view, closed, patienceUs) ? 'fail' : 'inconc', 'it did not come again');
    }),
  accepts: [
    `pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=a
     pi ! ppg closed connection=a pco=pap
     pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=b`,
  ],
  inconclusive: [
    `pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=a
     pi ! ppg closed connection=a pco=pap
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 connection=a
     pi ! ppg closed connection=a pco=pap
     pi > ppg push-message push-id=2 address=+15550100001 content=hex 01 connection=b`,
  ],
});
