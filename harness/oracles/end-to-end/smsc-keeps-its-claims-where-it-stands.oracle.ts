import { defineOracle } from '../define.ts';
import resent from './failed-segment-goes-out-again-in-time.oracle.ts';
import confirmed from './smsc-confirms-what-was-delivered.oracle.ts';
import unchanged from './smsc-passes-the-push-on-unchanged.oracle.ts';
import reported from './smsc-reports-what-was-not-delivered.oracle.ts';

const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ports=none ud=P[0..134]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=none ud=P[134..200]`;

/** Wherever the SMSC stands, by itself or within the gateway, what claims 1 to 4 ask of it holds: claim 7. */
export default defineOracle({
  requirement: 'CLM-7',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, context) =>
    [unchanged, resent, confirmed, reported].flatMap((claim) =>
      claim
        .check(view, context)
        .map((finding) => ({ ...finding, expected: `${claim.requirement} in this deployment: ${finding.expected}` })),
    ),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# success before the last segment was delivered
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `# success though one was refused
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
