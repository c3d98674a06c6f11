import type { Finding } from '../../trace/finding.ts';
import { defineOracle } from '../define.ts';
import { statusOf } from '../submissions.ts';
import { named } from './owed.ts';
import { running } from './running.ts';

const DUE: Readonly<Record<string, number>> = { cancel_sm: 0x11, replace_sm: 0x13 };

/** pushproof's own SMSC neither cancels nor replaces a transaction that runs: half a push helps nobody (fact sheet, 8). */
export default defineOracle({
  requirement: 'SMPP-CAN-001',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view) =>
    running(view, Object.keys(DUE)).map(({ asked: { request }, answer }): Finding => {
      const due = DUE[request.message.name] ?? 0;
      return {
        verdict: statusOf(answer) === due ? 'pass' : 'fail',
        evidence: [request, answer],
        expected: `0x${due.toString(16)}, and the push goes on`,
        actual: named(answer),
      };
    }),
  accepts: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=text "push"
     ppg  > smsc cancel_sm      sequence_number=8 message_id=m1
     smsc > ppg  cancel_sm_resp sequence_number=8 status=0x11
     smsc > ppg  submit_sm_resp sequence_number=7 message_id=m1`,
  ],
  rejects: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=text "push"
     ppg  > smsc cancel_sm      sequence_number=8 message_id=m1
     smsc > ppg  cancel_sm_resp sequence_number=8
     smsc > ppg  submit_sm_resp sequence_number=7 status=0xfe message_id=m1`,
  ],
});
