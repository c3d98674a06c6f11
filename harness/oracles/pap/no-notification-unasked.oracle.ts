import { defineOracle, type Context } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { notificationWouldHaveCome } from '../results.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'no notification of a push that did not ask for one';

/** No result is notified of a push without ppg-notify-requested-to (PAP 8.2). */
export default defineOracle({
  requirement: 'PAP-NTF-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    handovers(view, context.profile)
      .filter(({ push }) => asksNothing(push.request.message.pap.control?.attributes))
      .flatMap((handover) => judged(handover, view, context)),
  accepts: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=9
     -- ends at @70000ms --`,
  ],
  inconclusive: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=9
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi   > ppg  push-message   push-id=1 address=+15550100001 content=hex 01
     ppg  > pi   push-response  push-id=1 code=1001
     ppg  > smsc submit_sm      sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 01
     smsc > ppg  submit_sm_resp sequence_number=9
     ppg  > pi   resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000`,
  ],
});

function asksNothing(attributes: Readonly<Record<string, string>> | undefined): boolean {
  return attributes !== undefined && attributes['ppg-notify-requested-to'] === undefined;
}

function judged(handover: Handover, view: View, context: Context): readonly Finding[] {
  const { attempts, notified } = handover;
  const evidence = evidenceOf(handover);
  const own = notified.filter(({ event }) => event.direction === 'out');
  if (own.length > 0) return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: 'one was posted' }];
  const response = attempts.at(-1)?.responses[0];
  if (response === undefined) return [];
  return notificationWouldHaveCome(response, view, context)
    ? [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'none came' }]
    : [{ verdict: 'inconc', evidence, expected: EXPECTED, actual: 'none so far; observe longer' }];
}
