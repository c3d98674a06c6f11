import { defineOracle, type Context } from '../define.ts';
import { operationsOf, recipientsOf, resultFor, type Operation } from '../operations.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, said } from '../requests.ts';
import { written } from '../results.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'the current state of the recipient, with a class 1 code';

/** A status query is answered with the current state of each recipient (PAP 8.4). */
export default defineOracle({
  requirement: 'PAP-QRY-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    operationsOf(view, 'statusquery')
      .filter(({ push }) => push !== null)
      .flatMap((query) => recipientsOf(query).flatMap((digits) => judged(query, digits, view, context))),
  accepts: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=pending code=1000
     smsc > ppg  submit_sm_resp       sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  inconclusive: [
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  statusquery-message  push-id=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# frozen
     pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp       sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=pending code=1000`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     ppg  > smsc submit_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `pi   > ppg  push-message    push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response   push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   badmessage-response  code=2000`,
  ],
});

function judged(query: Operation, digits: string, view: View, context: Context): readonly Finding[] {
  const { request, push } = query;
  const evidence = [...(push === null ? [] : [push.event]), ...evidenceOfRequest(request)];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  const lack = lackOfAnswer(request, view, context);
  if (lack !== null) return found(lack.verdict, lack.actual);
  const answer = request.answer.event;
  if (push === null || answer === null) return [];
  // Whom the answer leaves out is PAP-QRY-003's matter; that it has no result at all is this one's.
  const result = resultFor(query, digits);
  if (result === undefined) return query.results.length > 0 ? [] : found('fail', said(request.answer));
  const told = written(view).find(({ pushId, to }) => pushId === push.pushId && to === digits);
  const before = told !== undefined && told.event.seq < request.event.seq ? told : null;
  const { state, code } = result;
  const words = `${state} with ${code}`;
  if (before !== null) {
    // What was notified as a failure may bear its own code here, too.
    const isCode = code.startsWith('1') || (state !== 'delivered' && code === before.code);
    return found(state === before.state && isCode ? 'pass' : 'fail', `${words}; notified was ${before.state}`);
  }
  const own = push.submissions.filter(({ to }) => to === digits);
  const decided = own.some(({ responses: [first] }) => first !== undefined && first.seq < answer.seq);
  if (decided || own.length === 0) return found(code.startsWith('1') ? 'pass' : 'inconc', words);
  const isOpen = ['pending', 'unknown'].includes(state);
  // An answer of the PPG's own accord, as expired, is not judged by what the SMSC said.
  if (!isOpen && state !== 'delivered') return found('inconc', words);
  return found(isOpen && code.startsWith('1') ? 'pass' : 'fail', `${words} while the transaction is suspended`);
}
