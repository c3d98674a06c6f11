import { defineOracle } from '../define.ts';
import { handovers, type Handover } from '../handovers.ts';
import type { Finding } from '../../trace/finding.ts';

const RANKS: readonly string[] = ['high', 'medium', 'low'];
const EXPECTED = 'waiting pushes submitted by priority, and in order of acceptance within one';

/** Of two pushes that waited at the same time the one with the higher priority goes first, else the one accepted first. */
export default defineOracle({
  requirement: 'PPG-QOS-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const waited = handovers(view, profile).filter(isDueAtOnce);
    return waited.flatMap((one) =>
      waited.flatMap((other): readonly Finding[] => {
        const [first, second] = [submittedSeq(one), submittedSeq(other)];
        const rank = rankOf(one) - rankOf(other);
        // Both were accepted before either went out, and this one had to wait for that one's turn, or the reverse.
        const together = Math.max(acceptedSeq(one), acceptedSeq(other)) < Math.min(first, second);
        const due = rank < 0 || (rank === 0 && acceptedSeq(one) < acceptedSeq(other));
        if (!together || !due || one === other) return [];
        const evidence = [
          one.push.request,
          other.push.request,
          ...[one, other].flatMap(({ attempts: [at] }) => at?.request ?? []),
        ];
        const inOrder = first < second;
        const verdict = inOrder ? 'pass' : 'fail';
        const actual = `${priorityOf(one)} ${inOrder ? 'before' : 'after'} ${priorityOf(other)}`;
        return [{ verdict, evidence: evidence.sort((a, b) => a.seq - b.seq), expected: EXPECTED, actual }];
      }),
    );
  },
  accepts: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1 notify=http://127.0.0.1:9/n priority=low
     ppg  > pi   push-response push-id=1 code=1001
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2 notify=http://127.0.0.1:9/n priority=high
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1`,
  ],
  rejects: [
    `let P1 = pattern(61)
     let P2 = pattern(62)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=P1 notify=http://127.0.0.1:9/n priority=low
     ppg  > pi   push-response push-id=1 code=1001
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=P2 notify=http://127.0.0.1:9/n priority=high
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + P1
     ppg  > smsc data_sm sequence_number=2 esm_class=0x02 destination_addr=15550100002 message_payload=hex 01 06 03 be af 84 + P2`,
  ],
});

function isDueAtOnce({ push, attempts }: Handover): boolean {
  const attributes = push.request.message.pap.control?.attributes ?? {};
  return push.responseClass === 1 && attempts.length > 0 && attributes['deliver-after-timestamp'] === undefined;
}

function acceptedSeq({ push }: Handover): number {
  return push.response?.seq ?? Number.POSITIVE_INFINITY;
}

function submittedSeq({ attempts: [first] }: Handover): number {
  return first?.request.seq ?? Number.POSITIVE_INFINITY;
}

function priorityOf({ push }: Handover): string {
  const quality = push.request.message.pap.control?.children.find(({ name }) => name === 'quality-of-service');
  return quality?.attributes['priority'] ?? 'medium';
}

function rankOf(handover: Handover): number {
  return RANKS.indexOf(priorityOf(handover));
}
