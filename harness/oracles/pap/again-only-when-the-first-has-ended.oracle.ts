import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { endOf } from '../suspension.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the push submitted again only when its first transaction had ended';

/** A push that failed may be submitted again as a new transaction: not while the first is still suspended. */
export default defineOracle({
  requirement: 'DSC-02',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap(({ push, attempts, patienceUs }) =>
      attempts.slice(1).map((again, at): Finding => {
        const first = attempts[at] ?? again;
        const end = endOf(first, view);
        const over = again.request.atUs - first.request.atUs > patienceUs;
        const ended = over || (end !== null && end.seq < again.request.seq);
        const evidence = [push.request, first.request, ...first.responses, again.request];
        const actual = ended ? 'after that' : 'while the first was suspended';
        return { verdict: ended ? 'pass' : 'fail', evidence, expected: EXPECTED, actual };
      }),
    ),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp sequence_number=7 status=0xfe header_only
     ppg  > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg  > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
