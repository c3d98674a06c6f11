import { defineOracle, type Context } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { papOf, type PapEvent } from '../pushes.ts';
import { OWN_STATES } from '../suspension.ts';
import { parseAddress } from '../../wire/pap/address.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'message-state pending';

/** A status query between the PPG's answer and the SMSC's result finds the push pending. */
export default defineOracle({
  requirement: 'DSC-04',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const answers = papOf(view).filter(({ message }) => message.name === 'statusquery-response');
    return answers.flatMap((answer) =>
      handovers(view, context.profile).flatMap((handover) => judged(handover, answer, view, context)),
    );
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=pending code=1000
     smsc > ppg  data_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `# it does not know: while it starts that is legal
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=1 code=1001
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=unknown code=1000`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=delivered code=1000
     smsc > ppg  data_sm_resp  sequence_number=7`,
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     pi   > ppg  statusquery-message  push-id=1
     ppg  > pi   statusquery-response push-id=1 address=+15550100001 message-state=undeliverable code=1000`,
  ],
});

function judged(handover: Handover, answer: PapEvent, view: View, { profile }: Context): readonly Finding[] {
  const { push, to, attempts, notified } = handover;
  if (answer.message.pap.control?.attributes['push-id'] !== push.pushId || push.responseClass !== 1) return [];
  const taken = push.response?.seq ?? Number.POSITIVE_INFINITY;
  const known = [...attempts.flatMap(({ responses }) => responses), ...notified.map(({ event }) => event)];
  const lost = view.events.some(
    ({ kind, pco, seq }) => kind === 'closed' && pco === 'smpp' && seq > taken && seq < answer.seq,
  );
  // The PPG may have had a result by then, or a reason of its own to give up.
  const early = answer.atUs - push.request.atUs < 0.8 * profile.timers.transactionMs * 1_000;
  if (taken > answer.seq || known.some(({ seq }) => seq < answer.seq) || lost || !early) return [];
  const state = stateOf(answer, to);
  if (state === null || OWN_STATES.includes(state)) return [];
  const evidence = [...evidenceOf(handover), answer].sort((a, b) => a.seq - b.seq);
  const verdict = state === 'pending' ? 'pass' : state === 'unknown' ? 'inconc' : 'fail';
  const remark = state === 'unknown' ? ': legal only while the PPG starts' : '';
  return [{ verdict, evidence, expected: EXPECTED, actual: `message-state ${state}${remark}` }];
}

/** The state in the result that names this recipient, or in one that names nobody. */
function stateOf(answer: PapEvent, to: string): string | null {
  const results = (answer.message.pap.control?.children ?? []).filter(({ name }) => name === 'statusquery-result');
  for (const { attributes, children } of results) {
    const named = children.flatMap((child) =>
      typeof child !== 'string' && child.name === 'address'
        ? [parseAddress(child.attributes['address-value'] ?? '').digits]
        : [],
    );
    if (named.length === 0 || named.includes(to)) return attributes['message-state'] ?? null;
  }
  return null;
}
