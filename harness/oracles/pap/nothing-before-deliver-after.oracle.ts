import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { allowedSkewUs, instantUs } from '../time-of-day.ts';

const EXPECTED = 'no submission before deliver-after-timestamp, or the push refused';

/** A push with deliver-after-timestamp is not submitted before that instant; a PPG without the feature refuses it. */
export default defineOracle({
  requirement: 'PPG-EXP-002',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover) => {
      const { push, attempts } = handover;
      const afterUs = instantUs(push, 'deliver-after-timestamp', view);
      if (afterUs === null) return [];
      const [first] = attempts;
      const evidence = evidenceOf(handover);
      if (first === undefined) {
        const actual = 'refused, and not submitted';
        return push.responseClass > 1 ? [{ verdict: 'pass', evidence, expected: EXPECTED, actual }] : [];
      }
      const earlyUs = afterUs - first.request.atUs;
      const verdict = earlyUs > allowedSkewUs(profile, view) ? 'fail' : 'pass';
      const ms = Math.round(Math.abs(earlyUs) / 1_000);
      return [
        { verdict, evidence, expected: EXPECTED, actual: `submitted ${ms} ms ${earlyUs > 0 ? 'before' : 'after'} it` },
      ];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     @10000ms ppg > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `# without that feature
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=3001`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
