import { requestedMs } from '../deadlines.ts';
import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { instantUs } from '../time-of-day.ts';
import type { Finding } from '../../trace/finding.ts';

/** Seconds are whole, in PAP and in SMPP. */
const SECOND_MS = 1_000;

/** qos_time_to_live or validity_period asks for no more time than is left until deliver-before-timestamp. */
export default defineOracle({
  requirement: 'PPG-EXP-003',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap(({ push, attempts }) => {
      const beforeUs = instantUs(push, 'deliver-before-timestamp', view);
      if (beforeUs === null) return [];
      return attempts.flatMap(({ request, pdu }): readonly Finding[] => {
        const askedMs = requestedMs(pdu);
        if (askedMs === null) return [];
        const leftMs = Math.round((beforeUs - request.atUs) / 1_000);
        // What is past is not to be submitted at all (PPG-EXP-001).
        if (leftMs <= 0) return [];
        const verdict = askedMs <= leftMs + SECOND_MS ? 'pass' : 'fail';
        const expected = `no more time asked for than the ${leftMs} ms that are left`;
        return [{ verdict, evidence: [push.request, request], expected, actual: `${askedMs} ms` }];
      });
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B deliver-before-timestamp=2026-01-01T00:00:10Z notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 qos_time_to_live=9 message_payload=hex 01 06 03 be af 84 + B`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B deliver-before-timestamp=2026-01-01T00:00:10Z notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 qos_time_to_live=60 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
