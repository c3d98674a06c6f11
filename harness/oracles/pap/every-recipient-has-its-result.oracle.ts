import { defineOracle, type Context } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { contentsOf } from '../pushes.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { failureSilenceUs, isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const PUSH = `pi   > ppg  push-message   push-id=1 address=+15550100001 address=+15550100002 notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001`;
const ONE = `ppg  > smsc submit_sm      sequence_number=8 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`;
const TWO = `ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=9 status=0xfe header_only`;
const EXPECTED = 'a delivery and a result for each recipient, or a refusal (3005)';

/** Each of several recipients gets its own delivery and its own result, or the push is refused (PAP 8.6; AMB-38). */
export default defineOracle({
  requirement: 'PAP-SUB-026',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter((request) => isToSeveral(request))
      .flatMap((request) => judged(request, view, context)),
  accepts: [
    `${PUSH}
     ${ONE}
     ${TWO}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100002 message-state=undeliverable code=4000`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 address=+15550100002 content=hex 01
     ppg > pi  push-response push-id=1 code=3005`,
  ],
  inconclusive: [
    `${PUSH}
     ${ONE}
     -- trace ends before the deadline --`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 address=+15550100002 content=hex 01
     ppg > pi  push-response push-id=1 code=2000`,
  ],
  rejects: [
    `# the last only
     ${PUSH}
     ${TWO}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100002 message-state=undeliverable code=4000
     -- ends at @200000ms --`,
    `# one result for all
     ${PUSH}
     ${ONE}
     ${TWO}
     -- ends at @200000ms --`,
  ],
});

/** Digits of the recipients; none where an address cannot be read. */
function recipientsOf({ event }: PapRequest): readonly string[] {
  return [...new Set(contentsOf(event)?.recipients ?? [])];
}

/** A replacement may leave recipients out (PAP-SUB-035). */
function isToSeveral(request: PapRequest): boolean {
  const { event, pap } = request;
  const isPush = event.message.name === 'push-message' && pap.content !== null && defectsOf(pap).size === 0;
  return isPush && pap.control?.attributes['replace-push-id'] === undefined && recipientsOf(request).length > 1;
}

function judged(request: PapRequest, view: View, context: Context): readonly Finding[] {
  const { answer, event, submissions } = request;
  const evidence = evidenceOfRequest(request);
  const found = (verdict: Finding['verdict'], actual: string): Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  const lack = lackOfAnswer(request, view, context);
  if (lack !== null) return found(lack.verdict, lack.actual);
  // Another reason to refuse it is not judged by this rule.
  if (answer.kind === 'refusal') return found(answer.class === 3 ? 'pass' : 'inconc', said(answer));
  if (answer.kind !== 'success') return [];
  const recipients = recipientsOf(request);
  const told = written(view).filter(({ pushId }) => pushId === request.pushId);
  const asks = notifyUrl(request) !== null && context.profile.claims['resultNotification'] !== false;
  const unserved = recipients.filter((digits) => {
    const served = submissions.some(({ to }) => to === digits);
    const hasResult = told.some(({ to }) => to === digits);
    return asks
      ? !hasResult || !(served || told.some(({ to, state }) => to === digits && state !== 'delivered'))
      : !served;
  });
  const actual = `${recipients.length - unserved.length} of ${recipients.length} recipients served and reported`;
  if (unserved.length === 0) return found('pass', actual);
  const last = submissions.flatMap(({ request: sent, responses }) => [sent, ...responses]).at(-1) ?? event;
  return isSilent(view, last, failureSilenceUs(context.profile, view))
    ? found('fail', actual)
    : found('inconc', `${actual} so far; observe longer`);
}
