import { defineOracle, type Context } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { contentsOf, CONVERTED, pushOf } from '../pushes.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { notifyUrl, written } from '../results.ts';
import { failureSilenceUs, isSilent } from '../silence.ts';
import { checkDocument } from '../../wire/wsp/documents.ts';
import { decodeWbxml } from '../../wire/wsp/wbxml.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { equal } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const BROKEN = 'content-type=text/vnd.wap.si content=text "<si><indication href=\'http://a.example/\'>Mail</si>"';
const EXPECTED = 'no broken binary document, and the PI told: a refusal, or a failure notified (as text it may pass)';

/** Content that cannot be converted never leaves as a broken binary document, and the PI is told (PPG 6.1.2; AMB-39). */
export default defineOracle({
  requirement: 'PAP-SUB-022',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(isUnconvertible)
      .map((request) => judged(request, view, context)),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 ${BROKEN}
     ppg > pi  push-response push-id=1 code=3006`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n ${BROKEN}
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=3006`,
    `# as it is
     pi  > ppg  push-message  push-id=1 address=+15550100001 ${BROKEN}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 01 ad + text "<si><indication href='http://a.example/'>Mail</si>"`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n ${BROKEN}
     ppg > pi  push-response push-id=1 code=1001
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg  push-message  push-id=1 address=+15550100001 ${BROKEN}
     ppg > pi   push-response push-id=1 code=1001
     ppg > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 01 ae 02 05 6a 00 45 c6`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n ${BROKEN}
     ppg > pi  push-response push-id=1 code=1001
     -- ends at @200000ms --`,
  ],
});

/** Text that its document type does not allow, as its own application reads it. */
function isUnconvertible({ event, pap }: PapRequest): boolean {
  const push = contentsOf(event);
  const binary = push === null ? undefined : CONVERTED[push.media];
  if (push === null || binary === undefined || defectsOf(pap).size > 0 || push.untransformable) return false;
  const { root, problems } = parseXml(push.content, push.charset);
  const kind = /vnd\.wap\.(si|sl|co|emn)/.exec(push.media)?.[1];
  if (root === null || problems.length > 0) return true;
  return (kind === 'si' || kind === 'sl' || kind === 'co' || kind === 'emn') && checkDocument(root, kind).length > 0;
}

function judged(request: PapRequest, view: View, context: Context): Finding {
  const { submissions, answer, event } = request;
  const evidence = evidenceOfRequest(request);
  const found = (verdict: Finding['verdict'], actual: string): Finding => ({
    verdict,
    evidence,
    expected: EXPECTED,
    actual,
  });
  const lack = lackOfAnswer(request, view, context);
  const content = contentsOf(event)?.content ?? new Uint8Array(0);
  for (const { carried } of submissions) {
    const { body, contentType } = pushOf(carried.data);
    if (equal(body, content) && !contentType.endsWith('c') && !contentType.endsWith('wbxml')) continue;
    const [problem] = decodeWbxml(body).problems;
    if (problem !== undefined) return found('fail', `${contentType} was submitted: ${problem.field} ${problem.what}`);
  }
  if (submissions.length > 0) return found('pass', 'what was submitted can be read');
  if (lack !== null) return found(lack.verdict, lack.actual);
  if (answer.kind === 'refusal') return found('pass', said(answer));
  if (answer.kind !== 'success') return found('fail', said(answer));
  const told = written(view).find(({ pushId }) => pushId === request.pushId);
  if (told !== undefined) return found(told.state === 'delivered' ? 'fail' : 'pass', `${told.state} was notified`);
  if (notifyUrl(request) === null || context.profile.claims['resultNotification'] === false) {
    return found('inconc', `${said(answer)}, and nothing asks for its result`);
  }
  return isSilent(view, event, failureSilenceUs(context.profile, view))
    ? found('fail', `${said(answer)}, and nothing further`)
    : found('inconc', `${said(answer)}, and nothing further so far; observe longer`);
}
