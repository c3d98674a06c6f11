import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { suspendedAt } from '../suspension.ts';
import { CONTENTS, suspended } from '../window-ladder.ts';
import type { Finding } from '../../trace/finding.ts';

const ACCEPTED = '1001';

/** Code classes by which a PPG says that it, and not the push, is the reason. */
const ITS_OWN_REASONS: readonly number[] = [3, 4];

/** A push that finds the window full is answered 1001, and waits for a slot (smpp.md 10; AMB-32 has more). */
export default defineOracle({
  requirement: 'PPG-SUS-014',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) =>
    handovers(view, profile)
      .filter(({ push }) => suspendedAt(view, push.request.seq).length >= profile.smpp.window)
      .flatMap(judged),
  accepts: [
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
  ],
  inconclusive: [
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     -- ends at @2000ms --`,
  ],
  rejects: [
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=4001`,
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1000
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
  ],
});

function judged(handover: Handover): readonly Finding[] {
  const { push, attempts, notified } = handover;
  // A push that is refused for what it is would have been refused anyway.
  if (push.responseClass !== 1 && !ITS_OWN_REASONS.includes(push.responseClass)) return [];
  const code = codeOf(handover);
  const found = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
    {
      verdict,
      evidence: [...(push.response === null ? [] : [push.response]), ...evidenceOf(handover)],
      expected: `code ${ACCEPTED}, and the push submitted once a slot is free`,
      actual,
    },
  ];
  if (code !== ACCEPTED) return found('fail', `code ${code}`);
  // It may have been cancelled, or its time have passed.
  if (attempts.length === 0 && notified.length > 0) return [];
  return attempts.length > 0
    ? found('pass', `code ${code}, and submitted later`)
    : found('inconc', 'accepted, and not submitted so far; whether it is lost is PPG-SUS-002');
}

function codeOf({ push }: Handover): string {
  const said = push.response?.message.pap.control?.children ?? [];
  // Progress notes may stand before it.
  const result = said.find(({ name }) => name === 'response-result');
  return result?.attributes['code'] ?? '';
}
