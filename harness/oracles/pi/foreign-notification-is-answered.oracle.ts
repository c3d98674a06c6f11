import { defineOracle } from '../define.ts';
import { answered, toldToPi, worksAfter } from '../notified.ts';
import { isSilent } from '../silence.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a PAP document, and a PI that works on';

/** A notification of a push that the PI does not know is answered by a PAP document and leaves the PI working (PAP 9.7; AMB-42). */
export default defineOracle({
  requirement: 'PAP-NTF-011',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    toldToPi(view)
      .filter(({ isKnown, isValid, pushId }) => isValid && !isKnown && pushId !== '')
      .map((told): Finding => {
        const { code, operation, status } = answered(told);
        const evidence = [told.event, ...(told.answer === null ? [] : [told.answer])];
        const found = (verdict: Finding['verdict'], actual: string): Finding => ({
          verdict,
          evidence,
          expected: EXPECTED,
          actual,
        });
        if (told.answer === null) {
          const isOver = isSilent(view, told.event, beyondDoubtUs(profile.timers.papMs, view.header));
          return found(isOver ? 'fail' : 'inconc', 'no answer');
        }
        if (operation === '') return found('fail', `HTTP ${status} without PAP`);
        const words = `${operation} ${code}`;
        return worksAfter(view, told)
          ? found('pass', `${words}, and it works on`)
          : found('inconc', `${words}, and nothing was asked of it afterwards`);
      }),
  accepts: [
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     pi  > ppg resultnotification-response push-id=foreign code=2004 connection=a
     pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01`,
  ],
  inconclusive: [
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     pi  > ppg resultnotification-response push-id=foreign code=1000 connection=a`,
  ],
  rejects: [
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     -- ends at @200000ms --`,
    `ppg > pi  resultnotification-message push-id=foreign address=+15550100001 message-state=delivered code=1000 connection=a
     pi  > ppg http http-status=500 connection=a`,
  ],
});
