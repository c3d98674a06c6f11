import { defineOracle, type Context } from '../define.ts';
import { latestUs } from '../deadlines.ts';
import { delivered } from '../delivered.ts';
import { inboxOf } from '../inbox.ts';
import { notifications } from '../notifications.ts';
import { carriesContent, pushes, type PapEvent, type Push, pushOf } from '../pushes.ts';
import type { View } from '../../trace/view.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the content that the PI pushed, byte for byte (or the same document, where text was converted)';

/** A push that the PI submits arrives at the client as the same push: the whole chain's half of claim 1. */
export default defineOracle({
  requirement: 'CLM-1',
  party: 'handset',
  needs: ['push'],
  scope: 'run',
  check: (view, context) => {
    if (context.iut !== 'chain') return [];
    const pi = context.viewOf('pi');
    return pushes(pi)
      .filter((push) => push.responseClass === 1 && !leavesSomeOut(push))
      .flatMap((push) => push.recipients.flatMap((to) => judged(push, to, pi, view, context)));
  },
  accepts: [
    `let B = pattern(200)
     pi      > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg     > pi   push-response push-id=1 code=1001
     handset > user inbox         to=15550100001 octets=hex 01 06 03 be af 84 + B`,
  ],
  inconclusive: [
    `let B = pattern(200)
     pi      > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg     > pi   push-response push-id=1 code=1001
     -- observed pap: pi ppg; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the last octet lost
     let B = pattern(200)
     pi      > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg     > pi   push-response push-id=1 code=1001
     handset > user inbox         to=15550100001 octets=hex 01 06 03 be af 84 + B[0..199]
     -- ends at @1000000ms --`,
    `# in pieces
     let B = pattern(200)
     pi      > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg     > pi   push-response push-id=1 code=1001
     handset > user inbox         to=15550100001 octets=hex 01 06 03 be af 84 + B[0..122]
     handset > user inbox         to=15550100001 octets=B[122..200]
     -- ends at @1000000ms --`,
  ],
});

function judged(push: Push, to: string, pi: View, handset: View, { profile }: Context): readonly Finding[] {
  const shown = inboxOf(handset).filter((one) => one.to === to && one.event.seq > push.request.seq);
  const exact = shown.find((one) => carriesContent(push, pushOf(one.octets)));
  const evidence = [push.request, ...shown.map(({ event }) => event)];
  if (exact !== undefined) {
    return [
      { verdict: 'pass', evidence: [push.request, exact.event], expected: EXPECTED, actual: 'arrived identical' },
    ];
  }
  // It came to the handset, which need not show it.
  const isUnseen = delivered(handset, profile).some(
    (one) => one.to === to && one.mayStayUnseen !== null && carriesContent(push, one.offer.push),
  );
  if (isUnseen) return [];
  const result = resultOf(push, to, pi);
  // A push that failed, and was reported so, need not arrive: claim 4.
  if (result !== null && result.message.pap.control?.attributes['message-state'] !== 'delivered') return [];
  const limitUs = latestUs(profile.timers.transactionMs + profile.timers.notifyMs, handset.header);
  const over = handset.header.complete.end && handset.header.endUs >= push.request.atUs + limitUs;
  if (result === null && !over) {
    return [
      {
        verdict: 'inconc',
        evidence,
        expected: EXPECTED,
        actual: 'neither arrived nor reported when the observation ended',
      },
    ];
  }
  const sizes = shown.map((one) => `${one.octets.length} octets`).join(', ');
  const said = result === null ? 'no result was notified' : 'delivered was notified';
  return [
    {
      verdict: 'fail',
      evidence: result === null ? evidence : [...evidence, result],
      expected: EXPECTED,
      actual: `${said}; the handset presented ${sizes === '' ? 'nothing' : sizes}`,
    },
  ];
}

/** A replacement for those still pending does not go to the others (PAP 9.2). */
function leavesSomeOut({ request }: Push): boolean {
  return request.message.pap.control?.attributes['replace-method'] === 'pending-only';
}

/** The result notification of this push to this recipient, as the PI saw it. */
function resultOf({ pushId }: Push, to: string, pi: View): PapEvent | null {
  return notifications(pi).find((one) => one.pushId === pushId && (one.to ?? to) === to)?.event ?? null;
}
