import { defineOracle } from '../define.ts';
import { evidenceOf, handovers } from '../handovers.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a transaction whose outcome is unknown not submitted again';

/** After a lost connection a transaction without response is not submitted again: the handset may have the push. */
export default defineOracle({
  requirement: 'PPG-SUS-009',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    handovers(view, profile).flatMap((handover): readonly Finding[] => {
      const { attempts, notified } = handover;
      const lost = attempts.findIndex(({ request, responses }) => {
        const end = view.events.find(
          ({ kind, connection, seq }) => kind === 'closed' && connection === request.connection && seq > request.seq,
        );
        return end !== undefined && responses.length === 0 && !notified.some(({ event }) => event.seq < end.seq);
      });
      if (lost < 0) return [];
      const again = attempts.length > lost + 1;
      if (!again && notified.length === 0) return [];
      const actual = again ? 'submitted again' : 'not submitted again';
      return [{ verdict: again ? 'fail' : 'pass', evidence: evidenceOf(handover), expected: EXPECTED, actual }];
    }),
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=timeout code=4000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     ppg ! smsc closed
     ppg  > smsc data_sm sequence_number=1 connection=second esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});
