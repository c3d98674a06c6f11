import { defineOracle } from '../define.ts';
import { handovers, type Handover } from '../handovers.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { allowedUs, notLater, type Occasion } from '../timing-kinds.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';

/** With one push suspended the PPG submits the next one, on whichever session, without waiting for the response. */
export default defineOracle({
  requirement: 'CLM-5',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.papMs;
    const expected = 'the next push submitted while the one before is suspended';
    const submitted = allSubmissions(view);
    const occasions = handovers(view, profile)
      .filter(({ push }) => push.responseClass === 1 && isDueAtOnce(push))
      .flatMap((handover) => occasion(handover, submitted, view, limitMs));
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     @1900ms smsc > ppg data_sm_resp sequence_number=7
     smsc > ppg  data_sm_resp  sequence_number=8`,
    `# on another session (AMB-26)
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=7 connection=other esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B`,
    `# two pushes came at the same time
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B connection=second
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > pi   push-response push-id=2 code=1001 connection=second
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B`,
  ],
  inconclusive: [
    `# once, on sockets: it may have had something else to do
     -- world live --
     let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=2 code=1001
     @1900ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B`,
  ],
  rejects: [
    `let A = pattern(60)
     let B = pattern(70)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=2 code=1001
     @1900ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B`,
  ],
});

/** Whether nothing in the push makes it wait: a push with deliver-after waits by right. */
function isDueAtOnce({ request }: Handover['push']): boolean {
  return request.message.pap.control?.attributes['deliver-after-timestamp'] === undefined;
}

/**
 * A push that was taken while exactly one other, to somebody else, was suspended: how long it waited for no other
 * reason. With more suspended it is the window's matter (PPG-SUS-001), unless it went out beside one of them.
 */
function occasion(
  { push, to, attempts }: Handover,
  submitted: readonly Submission[],
  view: View,
  limitMs: number,
): readonly Occasion[] {
  const taken = push.response;
  if (taken === null) return [];
  const at = attempts[0]?.request;
  const suspended = submitted.filter(
    (one) => !attempts.includes(one) && one.request.seq < push.request.seq && isOpen(one, push.request.seq),
  );
  const [other] = suspended;
  if (other === undefined || suspended.length > 1 || other.to === to) {
    const beside = at === undefined ? undefined : submitted.find((one) => one.to !== to && isOpenBefore(one, at.seq));
    if (at === undefined || beside === undefined) return [];
    return [{ tookUs: 0, came: 'yes', evidence: [beside.request, at], what: 'submitted beside another' }];
  }
  // Something went out, and what is not known.
  if (at === undefined && submitted.some((one) => one.to === to && one.request.seq > push.request.seq)) return [];
  const evidence: readonly TraceEvent[] = [
    push.request,
    taken,
    other.request,
    ...other.responses,
    ...(at === undefined ? [] : [at]),
  ];
  if (at !== undefined && isOpen(other, at.seq)) {
    return [{ tookUs: Math.max(0, at.atUs - taken.atUs), came: 'yes', evidence, what: 'submitted beside the other' }];
  }
  const freed = other.responses[0];
  // The session went down: there was nothing to submit on.
  const broken = view.events.some(
    (event) =>
      event.kind === 'closed' &&
      event.pco === 'smpp' &&
      event.seq > other.request.seq &&
      event.seq < (freed ?? at ?? taken).seq,
  );
  const waitedUs = (freed?.atUs ?? view.header.endUs) - taken.atUs;
  // Freed so soon, it tells nothing.
  if (broken || (freed !== undefined && waitedUs <= allowedUs(limitMs, view.header))) return [];
  const what = freed === undefined ? 'the next push was submitted' : 'the next push was held back until the response,';
  const came = freed !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
  return [{ tookUs: waitedUs, came, evidence, what }];
}

function isOpenBefore(one: Submission, seq: number): boolean {
  return one.request.seq < seq && isOpen(one, seq);
}

function isOpen({ responses }: Submission, seq: number): boolean {
  return responses.every((response) => response.seq > seq);
}
