import { defineOracle } from '../define.ts';
import { handovers } from '../handovers.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { endOf } from '../suspension.ts';
import { allowedUs, notLater } from '../timing-kinds.ts';
import { demandOf, longestUs } from '../window.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';

/** On each session as many submissions are outstanding as the profile's window says, where there are so many, and never more (smpp.md 10). */
export default defineOracle({
  requirement: 'PPG-SUS-013',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const { header } = view;
    const { window } = profile.smpp;
    const limitMs = profile.timers.papMs;
    const expected = `${window} submissions outstanding on a session, and never more`;
    const fullest = mostOutstanding(view, profile.timers.transactionMs * 1_000);
    if (fullest.length >= window) {
      const verdict = fullest.length === window ? 'pass' : 'fail';
      return [{ verdict, evidence: fullest, expected, actual: `${fullest.length} were` }];
    }
    const wanted = handovers(view, profile).flatMap((handover) => demandOf(handover, view));
    const tookUs = longestUs(wanted, window, header.endUs);
    if (tookUs <= allowedUs(limitMs, header)) return [];
    const came = header.complete.end ? 'no' : 'open';
    const evidence = [...wanted.map(({ from }) => from), ...fullest].sort((a, b) => a.seq - b.seq);
    const what = `${window} pushes and more were to be submitted, and no more than ${fullest.length} were,`;
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
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
     smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
  ],
  inconclusive: [
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
     -- world live --
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
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
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2`,
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
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     ppg  > smsc data_sm       sequence_number=3 esm_class=0x02 destination_addr=15550100003 message_payload=hex 01 06 03 be af 84 + P3
     ppg  > smsc data_sm       sequence_number=4 esm_class=0x02 destination_addr=15550100004 message_payload=hex 01 06 03 be af 84 + P4
     ppg  > smsc data_sm       sequence_number=5 esm_class=0x02 destination_addr=15550100005 message_payload=hex 01 06 03 be af 84 + P5
     ppg  > smsc data_sm       sequence_number=6 esm_class=0x02 destination_addr=15550100006 message_payload=hex 01 06 03 be af 84 + P6
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 destination_addr=15550100007 message_payload=hex 01 06 03 be af 84 + P7
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100008 message_payload=hex 01 06 03 be af 84 + P8
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100009 message_payload=hex 01 06 03 be af 84 + P9
     ppg  > smsc data_sm       sequence_number=10 esm_class=0x02 destination_addr=15550100010 message_payload=hex 01 06 03 be af 84 + P10
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
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
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2
     ppg  > pi   push-response push-id=2 code=1001
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
     ppg  > smsc data_sm       sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2`,
  ],
});

/** The most submissions that were outstanding on one session; after the time of a transaction one may have been given up. */
function mostOutstanding(view: View, patienceUs: number): readonly TraceEvent[] {
  const sessions = new Map<string, readonly Submission[]>();
  let most: readonly Submission[] = [];
  for (const one of allSubmissions(view)) {
    const { connection, seq, atUs } = one.request;
    const before = (sessions.get(connection) ?? []).filter((other) => {
      const end = endOf(other, view);
      return (end === null || end.seq > seq) && atUs < other.request.atUs + patienceUs;
    });
    const outstanding = [...before, one];
    sessions.set(connection, outstanding);
    if (outstanding.length > most.length) most = outstanding;
  }
  return most.map(({ request }) => request);
}
