import { defineOracle, type Context } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { acceptedPush, written } from '../results.ts';
import { isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const FIRST = `pi   > ppg  push-message   push-id=1 address=+15550100001 address=+15550100002 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=8 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi   > ppg  push-message   push-id=2 replace-push-id=1 replace-method=pending-only address=+15550100001 address=+15550100002 content=hex 02
     ppg  > pi   push-response  push-id=2 code=1001`;
const EXPECTED = 'nothing submitted to a recipient to whom the replaced push had been delivered';

/** A replacement with pending-only replaces only for recipients that are still pending (PAP 9.2). */
export default defineOracle({
  requirement: 'PAP-SUB-035',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => papRequests(view).flatMap((request) => judged(request, view, context)),
  accepts: [
    `${FIRST}
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 02
     -- ends at @200000ms --`,
  ],
  inconclusive: [
    `${FIRST}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${FIRST}
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 02`,
  ],
});

function judged(request: PapRequest, view: View, context: Context): readonly Finding[] {
  const { pap, event, answer, submissions } = request;
  const { 'replace-push-id': replaced, 'replace-method': method } = pap.control?.attributes ?? {};
  if (replaced === undefined || method !== 'pending-only' || defectsOf(pap).size > 0) return [];
  const first = acceptedPush(view, replaced);
  if (first === undefined || first.event.seq > event.seq) return [];
  const delivered = written(view).filter((told) => told.pushId === replaced && told.event.seq < event.seq);
  const reached = delivered.filter(({ state }) => state === 'delivered').flatMap(({ to }) => to ?? []);
  if (reached.length === 0) return [];
  const evidence = [first.event, ...delivered.map((told) => told.event), ...evidenceOfRequest(request)];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (submissions.some(({ to }) => reached.includes(to))) return found('fail', 'it was submitted to one of them');
  const lack = lackOfAnswer(request, view, context);
  if (lack !== null) return found(lack.verdict, lack.actual);
  if (answer.kind !== 'success') return found('inconc', said(answer));
  const from = submissions.at(-1)?.request ?? event;
  return submissions.length > 0 || isSilent(view, from, 2 * context.profile.timers.transactionMs * 1_000 - 1)
    ? found('pass', `${submissions.length} submission(s), to others`)
    : found('inconc', 'not so far; observe longer');
}
