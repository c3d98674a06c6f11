import { defineOracle } from '../define.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { acceptedPush, notificationWouldHaveCome, notifyUrl, written } from '../results.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'no notification of a push that was refused';

/** No result is notified of a submission that was refused (PAP 8.2). */
export default defineOracle({
  requirement: 'PAP-NTF-002',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(isRefusedPush)
      .map((request): Finding => {
        const told = written(view).find(({ event, pushId, state }) => {
          if (pushId !== request.pushId || event.seq < request.event.seq) return false;
          // A refused repetition has the id of the push that it repeats: what is told then is that one's result.
          return acceptedPush(view, pushId) === undefined || state === 'rejected';
        });
        const evidence = [...evidenceOfRequest(request), ...(told === undefined ? [] : [told.event])];
        const found = (verdict: Finding['verdict'], actual: string): Finding => ({
          verdict,
          evidence,
          expected: EXPECTED,
          actual: `${said(request.answer)}; ${actual}`,
        });
        if (told !== undefined) return found('fail', `${told.state} ${told.code} was notified`);
        return notificationWouldHaveCome(request.answer.event ?? request.event, view, context)
          ? found('pass', 'nothing was notified')
          : found('inconc', 'nothing was notified so far; observe longer');
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001@h" notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=2002
     -- ends at @70000ms --`,
    `# the result of the push whose id was used again
     pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  push-message   push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 02
     ppg  > pi   push-response  push-id=1 code=2007
     smsc > ppg  submit_sm_resp sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     -- ends at @70000ms --`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001@h" notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=2002
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address="WAPPUSH=+15550100001@h" notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=2002
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=rejected code=2002`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 02
     ppg > pi  push-response push-id=1 code=2007
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=rejected code=2007`,
  ],
});

function isRefusedPush(request: PapRequest): boolean {
  const { event, answer, pushId } = request;
  return (
    event.message.name === 'push-message' &&
    pushId !== '' &&
    notifyUrl(request) !== null &&
    (answer.kind === 'refusal' || answer.kind === 'http')
  );
}
