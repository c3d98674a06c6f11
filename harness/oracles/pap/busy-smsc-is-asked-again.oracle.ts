import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { statusOf } from '../submissions.ts';
import { allowedEarlyUs } from '../timing-kinds.ts';
import type { Finding } from '../../trace/finding.ts';
import { statusName } from '../../wire/smpp/statuses.table.ts';

/** ESME_RMSGQFUL and ESME_RTHROTTLED. */
const BUSY: readonly number[] = [0x14, 0x58];
const EXPECTED = 'the push submitted again after a pause';

/** A push that a busy SMSC did not take is submitted again after a pause, before it is given up. */
export default defineOracle({
  requirement: 'PPG-SUS-012',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) =>
      handover.attempts.flatMap(({ responses: [response] }, at): readonly Finding[] => {
        if (response === undefined || !BUSY.includes(statusOf(response))) return [];
        const again = handover.attempts[at + 1]?.request;
        const evidence = evidenceOf(handover);
        const said = statusName(statusOf(response));
        if (again === undefined) {
          const [result] = handover.notified;
          // After some attempts it may be given up.
          if (result === undefined || at > 0) return [];
          return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: `${result.state} at once after ${said}` }];
        }
        const pausedUs = again.atUs - response.atUs;
        const verdict = pausedUs >= allowedEarlyUs(profile.timers.backoffMs, view.header) ? 'pass' : 'fail';
        const actual = `again ${Math.round(pausedUs / 1_000)} ms after ${said}`;
        return [{ verdict, evidence, expected: EXPECTED, actual }];
      }),
    ),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp sequence_number=7 status=0x58 header_only
     @500ms ppg > smsc data_sm sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp sequence_number=7 status=0x14 header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4001`,
    `# without a pause
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp sequence_number=7 status=0x58 header_only
     ppg  > smsc data_sm      sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
