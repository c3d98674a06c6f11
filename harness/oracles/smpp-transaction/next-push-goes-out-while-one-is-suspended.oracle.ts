import { defineOracle } from '../define.ts';
import { handovers, type Handover } from '../handovers.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { endOf } from '../suspension.ts';
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
    const submitted = allSubmissions(view).map((one) => ({ one, end: endOf(one, view) }));
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
    `# the window was full: two were suspended
     let A = pattern(60)
     let B = pattern(70)
     let C = pattern(80)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=A
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + A
     pi   > ppg  push-message  push-id=2 address=+15550100002 content-type=application/vnd.wap.mms-message content=B
     pi   > ppg  push-message  push-id=3 address=+15550100003 content-type=application/vnd.wap.mms-message content=C connection=second
     ppg  > pi   push-response push-id=2 code=1001
     ppg  > smsc data_sm       sequence_number=8 esm_class=0x02 destination_addr=15550100002 message_payload=hex 02 06 03 be af 84 + B
     ppg  > pi   push-response push-id=3 code=1001 connection=second
     @50000ms smsc > ppg data_sm_resp sequence_number=7
     smsc > ppg  data_sm_resp  sequence_number=8
     ppg  > smsc data_sm       sequence_number=9 esm_class=0x02 destination_addr=15550100003 message_payload=hex 03 06 03 be af 84 + C`,
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
 * A push that was taken, and went out beside another, or waited while but one other, to somebody else, was suspended: with
 * more suspended than that it is the window's matter (PPG-SUS-001).
 */
function occasion(
  { push, to, attempts }: Handover,
  submitted: readonly Other[],
  view: View,
  limitMs: number,
): readonly Occasion[] {
  const taken = push.response;
  if (taken === null) return [];
  const at = attempts[0]?.request;
  // Something went out, and what is not known.
  if (at === undefined && submitted.some(({ one }) => one.to === to && one.request.seq > push.request.seq)) return [];
  const others = submitted.filter(({ one }) => !attempts.includes(one));
  const alone = longestBesideOne(others, to, { fromUs: taken.atUs, untilUs: at?.atUs ?? view.header.endUs });
  const beside =
    at === undefined
      ? undefined
      : others.find(({ one, end }) => one.to !== to && one.request.seq < at.seq && (end === null || end.seq > at.seq));
  if (at !== undefined && beside !== undefined) {
    const evidence = [push.request, taken, beside.one.request, at].sort((a, b) => a.seq - b.seq);
    return [{ tookUs: alone?.tookUs ?? 0, came: 'yes', evidence, what: 'submitted beside another' }];
  }
  // Freed so soon, it tells nothing.
  if (alone === null || alone.tookUs <= allowedUs(limitMs, view.header)) return [];
  const { request, responses } = alone.other;
  // The session went down: there was nothing to submit on.
  const broken = view.events.some(
    (event) =>
      event.kind === 'closed' &&
      event.pco === 'smpp' &&
      event.seq > request.seq &&
      event.seq < (responses[0] ?? at ?? taken).seq,
  );
  if (broken) return [];
  const evidence: readonly TraceEvent[] = [
    push.request,
    taken,
    request,
    ...responses,
    ...(at === undefined ? [] : [at]),
  ];
  const freed = responses.length > 0;
  const what = freed ? 'the next push was held back until the response,' : 'the next push was submitted';
  const came = freed ? 'yes' : view.header.complete.end ? 'no' : 'open';
  return [{ tookUs: alone.tookUs, came, evidence, what }];
}

type Other = { readonly one: Submission; readonly end: TraceEvent | null };
type Wait = { readonly fromUs: number; readonly untilUs: number };

/** The longest part of a wait in which exactly one submission, to another number, was suspended; `null` = there was none. */
function longestBesideOne(
  others: readonly Other[],
  to: string,
  { fromUs, untilUs }: Wait,
): { readonly tookUs: number; readonly other: Submission } | null {
  const steps = others
    .flatMap(({ one, end }) => {
      const [begunUs, endUs] = [Math.max(fromUs, one.request.atUs), Math.min(untilUs, end?.atUs ?? untilUs)];
      return begunUs < endUs
        ? [
            { atUs: begunUs, one, opens: true },
            { atUs: endUs, one, opens: false },
          ]
        : [];
    })
    .sort((a, b) => a.atUs - b.atUs || Number(b.opens) - Number(a.opens));
  const open = new Set<Submission>();
  let longest: { readonly tookUs: number; readonly other: Submission } | null = null;
  let sinceUs = fromUs;
  for (const { atUs, one, opens } of steps) {
    const [other] = open;
    const tookUs = atUs - sinceUs;
    if (open.size === 1 && other !== undefined && other.to !== to && tookUs > (longest?.tookUs ?? 0))
      longest = { tookUs, other };
    if (opens) open.add(one);
    else open.delete(one);
    if (atUs > sinceUs || open.size !== 1) sinceUs = atUs;
  }
  return longest;
}
