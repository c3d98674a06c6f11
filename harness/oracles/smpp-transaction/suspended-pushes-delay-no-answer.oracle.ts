import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { suspendedAt } from '../suspension.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';

/** What claim 5 asks for at least. */
const LEAST_WINDOW = 2;

/** With all slots but one suspended, or all, the PI is answered as fast as ever. */
export default defineOracle({
  requirement: 'PPG-SUS-010',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.papMs;
    const window = Math.max(LEAST_WINDOW, profile.smpp.window);
    const expected = `the answer to the PI within ${limitMs} ms while ${window - 1} transactions or more are suspended`;
    const occasions = handovers(view, profile).flatMap(({ push: { request, response } }): readonly Occasion[] => {
      const suspended = suspendedAt(view, request.seq);
      if (suspended.length < window - 1) return [];
      const tookUs = (response?.atUs ?? view.header.endUs) - request.atUs;
      const came = response !== null ? 'yes' : view.header.complete.end ? 'no' : 'open';
      const evidence = [...suspended.map((one) => one.request), request, ...(response === null ? [] : [response])];
      return [{ tookUs, came, evidence, what: `the PI was answered beside ${suspended.length} suspended` }];
    });
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=pattern(61)
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=pattern(62)
     ppg  > smsc data_sm sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=pattern(63)
     ppg  > smsc data_sm sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=pattern(64)
     ppg  > smsc data_sm sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=pattern(65)
     ppg  > smsc data_sm sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=pattern(66)
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=pattern(67)
     ppg  > smsc data_sm sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=pattern(68)
     ppg  > smsc data_sm sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=pattern(69)
     pi   > ppg  push-message  push-id=99 address=+15550100016 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=99 code=1001`,
  ],
  rejects: [
    `let B = pattern(60)
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=pattern(61)
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=pattern(62)
     ppg  > smsc data_sm sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=pattern(63)
     ppg  > smsc data_sm sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=pattern(64)
     ppg  > smsc data_sm sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=pattern(65)
     ppg  > smsc data_sm sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=pattern(66)
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=pattern(67)
     ppg  > smsc data_sm sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=pattern(68)
     ppg  > smsc data_sm sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=pattern(69)
     pi   > ppg  push-message  push-id=99 address=+15550100016 content-type=application/vnd.wap.mms-message content=B
     @3000ms ppg > pi push-response push-id=99 code=1001`,
  ],
});
