import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { suspendedAt } from '../suspension.ts';
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
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
  ],
  inconclusive: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     -- ends at @2000ms --`,
  ],
  rejects: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=4001`,
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
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
