import { defineOracle, type Context } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer, nothingMoreComes } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'a refusal (2007), and no delivery';

/** While a push is not final, a second submission with its push-id is refused and causes no delivery (PAP 9.14; AMB-35). */
export default defineOracle({
  requirement: 'PAP-SUB-017',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(isJudged)
      .flatMap((second, _, all) => {
        const first = all.find((one) => one.pushId === second.pushId && one !== second && isTaken(one));
        return first === undefined || first.event.seq > second.event.seq ? [] : judged(first, second, view, context);
      }),
  accepts: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 02
     ppg  > pi   push-response  push-id=1 code=2007
     smsc > ppg  submit_sm_resp sequence_number=9
     -- ends at @200000ms --`,
    `# a general code, in a bad message (AMB-31)
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 02 connection=d
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > pi   badmessage-response code=2000 connection=d
     -- ends at @200000ms --`,
  ],
  inconclusive: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 02
     ppg  > pi   push-response  push-id=1 code=2007
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 02
     ppg  > pi   push-response  push-id=1 code=1001
     smsc > ppg  submit_sm_resp sequence_number=9`,
    `# refused, and submitted
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 02
     ppg  > pi   push-response  push-id=1 code=2007
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 02`,
  ],
});

/** A push that is as it should be; one that may count as final once it is sent is not judged. */
function isJudged({ event, pap, pushId }: PapRequest): boolean {
  const quality = pap.control?.children.find(({ name }) => name === 'quality-of-service');
  const isUnconfirmed = quality?.attributes['delivery-method'] === 'unconfirmed';
  return event.message.name === 'push-message' && pushId !== '' && !isUnconfirmed && defectsOf(pap).size === 0;
}

function isTaken({ answer }: PapRequest): boolean {
  return answer.kind === 'success';
}

function judged(first: PapRequest, second: PapRequest, view: View, context: Context): readonly Finding[] {
  const evidence = [...evidenceOfRequest(first), ...evidenceOfRequest(second)];
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  const heard = first.submissions.flatMap(({ responses }) => responses.map(({ seq }) => seq));
  const finalAt =
    first.submissions.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...heard, Number.POSITIVE_INFINITY);
  const answeredAt = second.answer.event?.seq ?? second.event.seq;
  if (finalAt < answeredAt) return [];
  if (second.submissions.length > 0) return found('fail', `${said(second.answer)}, and it was submitted`);
  const lack = lackOfAnswer(second, view, context);
  if (lack !== null) return found(lack.verdict, lack.actual);
  if (second.answer.kind !== 'refusal') return found('fail', said(second.answer));
  return nothingMoreComes(second, view, context)
    ? found('pass', said(second.answer))
    : found('inconc', `${said(second.answer)}; observe longer`);
}
