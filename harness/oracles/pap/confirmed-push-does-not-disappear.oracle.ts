import { defineOracle, type Context } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { failureSilenceUs, isSilent } from '../silence.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const PUSH = `pi   > ppg  push-message   push-id=1 address=+15550100001 delivery-method=confirmed notify=http://127.0.0.1:9/n content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001`;
const SUBMIT =
  'ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01';
const EXPECTED = 'the result of the SMSC, a refusal (3007), or a failure notified';

/** delivery-method confirmed is honoured by the result of the SMSC, refused, or ends in a notified failure (PAP 9.2.2; AMB-40). */
export default defineOracle({
  requirement: 'PAP-SUB-037',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(isConfirmed)
      .map((request) => judged(request, view, context)),
  accepts: [
    `${PUSH}
     ${SUBMIT}
     smsc > ppg  submit_sm_resp sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `pi   > ppg  push-message   push-id=1 address=+15550100001 delivery-method=confirmed content=hex 01
     ppg  > pi   push-response  push-id=1 code=3007`,
    `${PUSH}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=3007`,
  ],
  inconclusive: [
    `${PUSH}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# delivered on submission
     ${PUSH}
     ${SUBMIT}
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     smsc > ppg  submit_sm_resp sequence_number=9`,
    `# gone
     ${PUSH}
     -- ends at @200000ms --`,
  ],
});

function isConfirmed({ event, pap }: PapRequest): boolean {
  const quality = pap.control?.children.find(({ name }) => name === 'quality-of-service');
  const isPush = event.message.name === 'push-message' && pap.content !== null && defectsOf(pap).size === 0;
  return isPush && quality?.attributes['delivery-method'] === 'confirmed';
}

function judged(request: PapRequest, view: View, context: Context): Finding {
  const evidence = evidenceOfRequest(request);
  const found = (verdict: Finding['verdict'], actual: string): Finding => ({
    verdict,
    evidence,
    expected: EXPECTED,
    actual,
  });
  const lack = lackOfAnswer(request, view, context);
  const { answer, submissions } = request;
  if (lack !== null) return found(lack.verdict, lack.actual);
  if (answer.kind === 'refusal') return found('pass', said(answer));
  if (answer.kind !== 'success') return found('fail', said(answer));
  const told = written(view).find(({ pushId }) => pushId === request.pushId);
  const heard = submissions.flatMap(({ responses }) => responses);
  if (told?.state === 'delivered') {
    const isEarly = heard.every(({ seq }) => seq > told.event.seq);
    return found(isEarly ? 'fail' : 'pass', `delivered was notified ${isEarly ? 'before' : 'after'} the SMSC answered`);
  }
  if (told !== undefined) return found('pass', `${told.state} was notified`);
  if (submissions.length > 0 && (notifyUrl(request) === null || heard.length === 0)) return found('pass', 'submitted');
  const last = heard.at(-1) ?? request.event;
  return isSilent(view, last, failureSilenceUs(context.profile, view))
    ? found('fail', `${said(answer)}, and nothing further`)
    : found('inconc', `${said(answer)}, and nothing further so far; observe longer`);
}
