import { defineOracle } from '../define.ts';
import { answered, toldToPi, worksAfter } from '../notified.ts';
import { isSilent } from '../silence.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'badmessage-response or HTTP 4xx, and a PI that works on';

/** A malformed notification is refused and leaves the PI working (PAP 9.12; AMB-31). */
export default defineOracle({
  requirement: 'PAP-NTF-013',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    toldToPi(view)
      .filter(({ event }) => {
        const { control } = event.message.pap;
        return control === null || control.problems.some(({ field }) => field === 'xml');
      })
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
        const isRefused =
          (operation !== '' && !code.startsWith('1')) || (operation === '' && status >= 400 && status < 500);
        const words = `HTTP ${status} ${operation} ${code}`.trim();
        if (!isRefused) return found('fail', words);
        return worksAfter(view, told)
          ? found('pass', `${words}, and it works on`)
          : found('inconc', `${words}, and nothing was asked of it afterwards`);
      }),
  accepts: [
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg badmessage-response code=2000 connection=a
     pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01`,
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg http http-status=400 connection=a
     pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01`,
  ],
  inconclusive: [
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg badmessage-response code=2000 connection=a`,
  ],
  rejects: [
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg resultnotification-response push-id=1 code=1000 connection=a
     pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01`,
    `ppg > pi  http method=POST header="Content-Type: application/xml" body=text "<pap><resultnotification-message push-id='1'" connection=a
     pi  > ppg http http-status=500 connection=a
     pi  > ppg push-message push-id=1 address=+15550100001 content=hex 01`,
  ],
});
