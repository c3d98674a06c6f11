import { defineOracle } from '../define.ts';
import { resumptions } from '../resumption.ts';

const EXPECTED = 'the result of each push and recipient as the SMSC answered that very submission';

/** A suspended submission is resumed as the push and recipient that it was: what is notified is what the SMSC answered it with. */
export default defineOracle({
  requirement: 'STP-03c',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'run',
  check: (view, { profile }) => resumptions(view, profile, 'any order', EXPECTED),
  accepts: [
    `let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=delivered code=1000
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
    `# both responses before the first notification
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=delivered code=1000`,
  ],
  rejects: [
    `# the oldest push took what was the other's
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=delivered code=1000`,
    `let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=8 status=0xfe
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=delivered code=1000`,
    `# answered in order, and mixed up
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe
     smsc > ppg  data_sm_resp  sequence_number=8
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000
     ppg  > pi   resultnotification-message push-id=2 address=+15550100002 message-state=undeliverable code=4000`,
  ],
});
