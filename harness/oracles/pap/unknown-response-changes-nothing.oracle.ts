import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, timelyAnswer, type Handover } from '../handovers.ts';
import { saysDelivered } from '../notifications.ts';
import { pdusOf, statusOf, type PduMessage } from '../submissions.ts';
import { endOf, OWN_STATES, responsesIn } from '../suspension.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'each suspended transaction ended by its own response, as if the unknown one had not come';

/** A response whose sequence_number belongs to no request changes no transaction. */
export default defineOracle({
  requirement: 'PPG-SUS-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  shownBy: 'notifications',
  scope: 'run',
  check: (view, { profile }) => {
    const all = handovers(view, profile).filter(({ asksForResult }) => asksForResult);
    return strays(view).flatMap((stray) => all.flatMap((handover) => judged(handover, stray, view, profile)));
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999 status=0xfe
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
    `# answered by one generic_nack (AMB-20)
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999
     ppg  > smsc generic_nack  sequence_number=9999 status=0x03
     smsc > ppg  data_sm_resp  sequence_number=7 status=0xfe
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
  inconclusive: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999
     -- trace ends before the deadline --`,
    `# whoever closed the session
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999
     ppg ! smsc closed`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999 status=0xfe
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000
     smsc > ppg  data_sm_resp  sequence_number=7`,
    `# notified only after its own response, but of the other
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B notify=http://127.0.0.1:9/n
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg  data_sm_resp  sequence_number=9999 status=0xfe
     smsc > ppg  data_sm_resp  sequence_number=7
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=undeliverable code=4000`,
  ],
});

/** Responses to no request that the PPG has sent on that session. */
function strays(view: View): readonly PduMessage[] {
  const sent = pdusOf(view).filter(({ direction, message }) => direction === 'out' && !isResponse(message.pdu));
  return responsesIn(view).filter(
    ({ connection, seq, message }) =>
      message.pdu.command !== 'generic_nack' &&
      !sent.some(
        (request) =>
          request.connection === connection &&
          request.seq < seq &&
          request.message.pdu.sequence_number === message.pdu.sequence_number,
      ),
  );
}

function judged(handover: Handover, stray: PduMessage, view: View, profile: Profile): readonly Finding[] {
  const attempt = handover.attempts.filter(({ request }) => request.seq < stray.seq).at(-1);
  if (attempt === undefined || attempt.request.connection !== stray.connection) return [];
  const end = endOf(attempt, view);
  const before = handover.notified.some(({ event }) => event.seq > attempt.request.seq && event.seq < stray.seq);
  if (before || (end !== null && end.seq < stray.seq)) return [];
  const evidence = [stray, ...evidenceOf(handover)];
  const result = handover.notified.find(({ event, state }) => event.seq > stray.seq && !OWN_STATES.includes(state));
  const own = timelyAnswer(handover, attempt);
  if (result !== undefined && (end === null || result.event.seq < end.seq)) {
    // A timer may have ended it, after a time.
    const tookUs = result.event.atUs - attempt.request.atUs;
    const byTimer = !saysDelivered(result) && tookUs >= 0.5 * profile.timers.transactionMs * 1_000;
    const actual = `${result.state} was notified before its own response had come`;
    return byTimer ? [] : [{ verdict: 'fail', evidence, expected: EXPECTED, actual }];
  }
  if (own === null || result === undefined) {
    const actual = end?.kind === 'closed' ? 'the session was closed behind it' : 'its own result was not seen';
    return [{ verdict: 'inconc', evidence, expected: EXPECTED, actual }];
  }
  const agrees = saysDelivered(result) === (statusOf(own) === 0);
  const actual = `${result.state} after its own status ${statusOf(own)}`;
  return [{ verdict: agrees ? 'pass' : 'fail', evidence, expected: EXPECTED, actual }];
}
