import { defineOracle } from '../define.ts';
import failureNotified from '../pap/failure-is-notified.oracle.ts';
import successNotified from '../pap/success-is-notified.oracle.ts';
import suspended from '../smpp-transaction/next-push-goes-out-while-one-is-suspended.oracle.ts';
import unchanged from './ppg-passes-the-push-on-unchanged.oracle.ts';

/** Wherever the SMSC stands, by itself or within the gateway, what claims 1 and 3 to 5 ask of the PPG holds: claim 7. */
export default defineOracle({
  requirement: 'CLM-7',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    [unchanged, successNotified, failureNotified, suspended].flatMap((claim) =>
      claim
        .check(view, context)
        .map((finding) => ({ ...finding, expected: `${claim.requirement} in this deployment: ${finding.expected}` })),
    ),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
  rejects: [
    `# a failure told as a success
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe header_only
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});
