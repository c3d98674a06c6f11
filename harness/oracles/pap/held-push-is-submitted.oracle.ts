import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import { operationsOf, resultFor } from '../operations.ts';
import { instantUs } from '../time-of-day.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';

/** A push with deliver-after-timestamp that was accepted is submitted after that instant. */
export default defineOracle({
  requirement: 'PPG-EXP-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const cancels = operationsOf(view, 'cancel');
    const limitMs = profile.timers.notifyMs + profile.timers.clockSkewMs;
    const expected = `the push submitted within ${limitMs} ms of deliver-after-timestamp`;
    const occasions = handovers(view, profile).flatMap((handover): readonly Occasion[] => {
      const { push, to, attempts, notified } = handover;
      const afterUs = instantUs(push, 'deliver-after-timestamp', view);
      const at = attempts[0]?.request;
      if (afterUs === null || push.responseClass !== 1) return [];
      // Cancelled or expired before: no longer to be sent, and whether that was told is PAP-CAN-005's.
      const isCancelled = cancels.some(
        (cancel) => cancel.push?.pushId === push.pushId && resultFor(cancel, to)?.code.startsWith('1') === true,
      );
      if (at === undefined && (notified.length > 0 || isCancelled)) return [];
      const tookUs = Math.max(0, (at?.atUs ?? view.header.endUs) - afterUs);
      const came = at !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
      return [{ tookUs, came, evidence: evidenceOf(handover), what: 'the push was submitted' }];
    });
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     @10000ms ppg > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     -- ends at @5000ms --`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n deliver-after-timestamp=2026-01-01T00:00:10Z
     ppg  > pi   push-response push-id=1 code=1001
     -- ends at @60000ms --`,
  ],
});
