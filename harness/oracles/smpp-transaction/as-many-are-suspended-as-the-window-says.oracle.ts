import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { allSubmissions } from '../submissions.ts';
import { endOf, suspendedAt } from '../suspension.ts';
import { allowedUs, notLater } from '../timing-kinds.ts';
import { demandOf, longestUs, peak } from '../window.ts';

/** What claim 5 asks for at least. */
const LEAST_WINDOW = 2;

/** As many transactions are suspended at the same time as the profile's window says, over all sessions. */
export default defineOracle({
  requirement: 'PPG-SUS-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const { header } = view;
    const window = Math.max(LEAST_WINDOW, profile.smpp.window);
    const limitMs = profile.timers.papMs;
    const expected = `${window} transactions suspended at the same time`;
    const submitted = allSubmissions(view);
    const most = peak(submitted.map((one) => ({ from: one.request, until: endOf(one, view) })));
    if (most.count >= window) {
      const evidence = suspendedAt(view, most.seq).map(({ request }) => request);
      return [{ verdict: 'pass', evidence, expected, actual: `${most.count} were` }];
    }
    // Pushes that are to go out: what they are kept for, while so many wait, can only be the window.
    const wanted = handovers(view, profile).flatMap((handover) => demandOf(handover));
    const tookUs = longestUs(wanted, window, header.endUs);
    if (tookUs <= allowedUs(limitMs, header)) return [];
    const came = header.complete.end ? 'no' : 'open';
    const evidence = [...wanted.map(({ from }) => from), ...submitted.map(({ request }) => request)].sort(
      (a, b) => a.seq - b.seq,
    );
    const what = `${window} pushes and more were to be submitted, and no more than ${most.count} were,`;
    return notLater([{ tookUs, came, evidence, what }], { limitMs, header, expected });
  },
  accepts: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     let P12 = pattern(72)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10`,
    `# over two sessions (AMB-26)
     let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     let P12 = pattern(72)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 connection=a esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 connection=b esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     ppg  > smsc data_sm       sequence_number=3 connection=a esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     ppg  > smsc data_sm       sequence_number=4 connection=b esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     ppg  > smsc data_sm       sequence_number=5 connection=a esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     ppg  > smsc data_sm       sequence_number=6 connection=b esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     ppg  > smsc data_sm       sequence_number=7 connection=a esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     ppg  > smsc data_sm       sequence_number=8 connection=b esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     ppg  > smsc data_sm       sequence_number=9 connection=a esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     ppg  > smsc data_sm       sequence_number=10 connection=b esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10`,
  ],
  inconclusive: [
    `# once, on sockets
     let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     let P12 = pattern(72)
     -- world live --
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     smsc > ppg  data_sm_resp  sequence_number=2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4`,
  ],
  rejects: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     let P3 = pattern(63)
     let P4 = pattern(64)
     let P5 = pattern(65)
     let P6 = pattern(66)
     let P7 = pattern(67)
     let P8 = pattern(68)
     let P9 = pattern(69)
     let P10 = pattern(70)
     let P11 = pattern(71)
     let P12 = pattern(72)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=P3
     ppg  > pi   push-response push-id=3 code=1001
     pi   > ppg  push-message  push-id=4 address=+15550100004 content-type=application/vnd.wap.mms-message content=P4
     ppg  > pi   push-response push-id=4 code=1001
     pi   > ppg  push-message  push-id=5 address=+15550100005 content-type=application/vnd.wap.mms-message content=P5
     ppg  > pi   push-response push-id=5 code=1001
     pi   > ppg  push-message  push-id=6 address=+15550100006 content-type=application/vnd.wap.mms-message content=P6
     ppg  > pi   push-response push-id=6 code=1001
     pi   > ppg  push-message  push-id=7 address=+15550100007 content-type=application/vnd.wap.mms-message content=P7
     ppg  > pi   push-response push-id=7 code=1001
     pi   > ppg  push-message  push-id=8 address=+15550100008 content-type=application/vnd.wap.mms-message content=P8
     ppg  > pi   push-response push-id=8 code=1001
     pi   > ppg  push-message  push-id=9 address=+15550100009 content-type=application/vnd.wap.mms-message content=P9
     ppg  > pi   push-response push-id=9 code=1001
     pi   > ppg  push-message  push-id=10 address=+15550100010 content-type=application/vnd.wap.mms-message content=P10
     ppg  > pi   push-response push-id=10 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     smsc > ppg  data_sm_resp  sequence_number=2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4`,
  ],
});
