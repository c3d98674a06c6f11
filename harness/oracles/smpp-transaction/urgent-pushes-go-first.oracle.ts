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
    const waited = handovers(view, profile).filter(isDueAtOnce).map(waitOf);
    return waited.flatMap((one) => judged(one, waited));
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

/** A push's place in the line: `seq` of its acceptance and of its first submission, and 0 for what goes first. */
type Wait = {
  readonly handover: Handover;
  readonly acceptedSeq: number;
  readonly submittedSeq: number;
  readonly rank: number;
};

function waitOf(handover: Handover): Wait {
  return {
    handover,
    acceptedSeq: handover.push.response?.seq ?? Number.POSITIVE_INFINITY,
    submittedSeq: handover.attempts[0]?.request.seq ?? Number.POSITIVE_INFINITY,
    rank: RANKS.indexOf(priorityOf(handover)),
  };
}

/** One push against all that were due after it: told with the first that overtook it, else with the next in line. */
function judged(one: Wait, waited: readonly Wait[]): readonly Finding[] {
  let next: Wait | null = null;
  for (const other of waited) {
    if (isDueBefore(one, other) && other.submittedSeq < (next?.submittedSeq ?? Number.POSITIVE_INFINITY)) next = other;
  }
  if (next === null) return [];
  const both = [one.handover, next.handover];
  const evidence = [
    ...both.map(({ push }) => push.request),
    ...both.flatMap(({ attempts: [at] }) => at?.request ?? []),
  ].sort((a, b) => a.seq - b.seq);
  const inOrder = one.submittedSeq < next.submittedSeq;
  const actual = `${priorityOf(one.handover)} ${inOrder ? 'before' : 'after'} ${priorityOf(next.handover)}`;
  return [{ verdict: inOrder ? 'pass' : 'fail', evidence, expected: EXPECTED, actual }];
}

/** Both were accepted before either went out, and this one had to go first. */
function isDueBefore(one: Wait, other: Wait): boolean {
  const together = Math.max(one.acceptedSeq, other.acceptedSeq) < Math.min(one.submittedSeq, other.submittedSeq);
  return together && (one.rank < other.rank || (one.rank === other.rank && one.acceptedSeq < other.acceptedSeq));
}

function priorityOf({ push }: Handover): string {
  const quality = push.request.message.pap.control?.children.find(({ name }) => name === 'quality-of-service');
  return quality?.attributes['priority'] ?? 'medium';
}
