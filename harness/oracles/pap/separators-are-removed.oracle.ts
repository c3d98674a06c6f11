import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { text } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a destination_addr of digits, or a refusal';

/** Written separators are removed before the submission, or the address is refused (PPG 6.1; AMB-37). */
export default defineOracle({
  requirement: 'PAP-SUB-020',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter(({ pap }) => defectsOf(pap).size === 0 && hasSeparators(pap.control?.children ?? []))
      .map((request): Finding => {
        const evidence = evidenceOfRequest(request);
        const found = (verdict: Finding['verdict'], actual: string): Finding => ({
          verdict,
          evidence,
          expected: EXPECTED,
          actual,
        });
        const written = request.submissions.map(({ pdu }) => text(pdu, 'destination_addr'));
        const odd = written.find((address) => /[^0-9+]/.test(address));
        if (odd !== undefined) return found('fail', `destination_addr ${odd.replace(/\d/g, 'n')}`);
        if (written.length > 0) return found('pass', 'digits');
        const lack = lackOfAnswer(request, view, context);
        if (lack !== null) return found(lack.verdict, lack.actual);
        return request.answer.kind === 'refusal'
          ? found('pass', said(request.answer))
          : found('inconc', `${said(request.answer)}, not submitted so far; observe longer`);
      }),
  accepts: [
    `pi   > ppg  push-message  push-id=1 address="WAPPUSH=+1-555.0100-001/TYPE=PLMN@h" content=text "content of 1"
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + text "content of 1"`,
    `pi   > ppg  push-message  push-id=1 address="WAPPUSH=+1-555.0100-001/TYPE=PLMN@h" content=text "content of 1"
     ppg  > pi   push-response push-id=1 code=2002`,
  ],
  inconclusive: [
    `pi   > ppg  push-message  push-id=1 address="WAPPUSH=+1-555.0100-001/TYPE=PLMN@h" content=text "content of 1"
     ppg  > pi   push-response push-id=1 code=1001`,
  ],
  rejects: [
    `pi   > ppg  push-message  push-id=1 address="WAPPUSH=+1-555.0100-001/TYPE=PLMN@h" content=text "content of 1"
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc submit_sm     sequence_number=9 esm_class=0x02 destination_addr=1-555.0100-001 message_payload=hex 01 06 03 be af 84 + text "content of 1"`,
  ],
});

function hasSeparators(children: readonly { readonly attributes: Readonly<Record<string, string>> }[]): boolean {
  return children.some(({ attributes }) => /^\/?WAPPUSH=\+\d[\d.-]*[.-]\d/i.test(attributes['address-value'] ?? ''));
}
