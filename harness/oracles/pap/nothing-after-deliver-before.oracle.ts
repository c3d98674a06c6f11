import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { allowedSkewUs, instantUs } from '../time-of-day.ts';

const EXPECTED = 'no submission after deliver-before-timestamp, but the state expired';

/** Nothing is submitted after deliver-before-timestamp; what has not gone out by then expires. */
export default defineOracle({
  requirement: 'PPG-EXP-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const { push, attempts, notified } = handover;
      const beforeUs = instantUs(push, 'deliver-before-timestamp', view);
      if (beforeUs === null || push.responseClass !== 1) return [];
      const evidence = evidenceOf(handover);
      const last = attempts.at(-1);
      if (last !== undefined) {
        const lateUs = last.request.atUs - beforeUs;
        const verdict = lateUs > allowedSkewUs(profile, view) ? 'fail' : 'pass';
        const ms = Math.round(Math.abs(lateUs) / 1_000);
        return [
          { verdict, evidence, expected: EXPECTED, actual: `submitted ${ms} ms ${lateUs > 0 ? 'after' : 'before'} it` },
        ];
      }
      const [result] = notified;
      if (result === undefined) return [];
      // Which failure it is called where the PPG had other reasons is not known.
      const verdict = result.state === 'expired' ? 'pass' : result.state === 'delivered' ? 'fail' : 'inconc';
      return [{ verdict, evidence, expected: EXPECTED, actual: `not submitted, and ${result.state} was notified` }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-before-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     @10000ms ppg > pi resultnotification-message push-id=1 address=+15550100001 message-state=expired code=4000`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-before-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-before-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     @12000ms ppg > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
