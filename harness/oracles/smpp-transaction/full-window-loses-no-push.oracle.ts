import { defineOracle, type Context } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { beyondDoubtUs, notLater } from '../timing-kinds.ts';
import { instantUs } from '../time-of-day.ts';
import { endOf, suspendedAt } from '../suspension.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { CONTENTS, suspended } from '../window-ladder.ts';

const LEAST_WINDOW = 2;
/** Timestamps of PAP have whole seconds. */
const SECOND_US = 1_000_000;
const EXPECTED = 'the push refused by a PAP code, or taken and submitted once a slot is free';

/** A push that comes while the window is full is not lost. */
export default defineOracle({
  requirement: 'PPG-SUS-002',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) => {
    const window = Math.max(LEAST_WINDOW, context.profile.smpp.window);
    return handovers(view, context.profile)
      .filter(({ push }) => suspendedAt(view, push.request.seq).length >= window)
      .flatMap((handover) => judged(handover, view, context));
  },
  accepts: [
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1
     ppg  > smsc data_sm       sequence_number=11 esm_class=0x02 destination_addr=15550100011 message_payload=hex 01 06 03 be af 84 + P11`,
    `# refused (AMB-32)
     ${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=4001`,
  ],
  inconclusive: [
    `# no slot was freed
     ${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     -- ends at @2000ms --`,
  ],
  rejects: [
    `${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     ppg  > pi   push-response push-id=11 code=1001
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1`,
    `# not even answered
     ${CONTENTS}
     ${suspended(1, 10)}
     pi   > ppg  push-message  push-id=11 address=+15550100011 content-type=application/vnd.wap.mms-message content=P11
     @1900ms smsc > ppg  data_sm_resp  sequence_number=1`,
  ],
});

function judged(handover: Handover, view: View, { profile }: Context): readonly Finding[] {
  const { push, attempts, notified } = handover;
  const { header } = view;
  const limitMs = profile.timers.papMs;
  const evidence = [...(push.response === null ? [] : [push.response]), ...evidenceOf(handover)];
  const found = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
    { verdict, evidence, expected: EXPECTED, actual },
  ];
  if (push.response === null) {
    const silent = header.complete.end && header.endUs - push.request.atUs > beyondDoubtUs(limitMs, header);
    return found(silent ? 'fail' : 'inconc', silent ? 'no answer' : 'no answer so far; observe longer');
  }
  if (push.responseClass > 1) return found('pass', 'refused by a PAP code');
  if (push.responseClass === 0) return found('inconc', 'answered without a PAP code');
  if (attempts.length > 0) return found('pass', 'taken, and submitted later');
  // Its time was over before a slot was free.
  if (notified.some(({ state }) => state === 'expired')) return [];
  if (notified.length > 0) return found('inconc', 'taken, never submitted, and its failure notified');
  const ends = suspendedAt(view, push.request.seq).flatMap((one) => endOf(one, view) ?? []);
  const freedUs = Math.min(...ends.map(({ atUs }) => atUs));
  const beforeUs = instantUs(push, 'deliver-before-timestamp', view);
  if (beforeUs !== null && beforeUs - SECOND_US <= freedUs) return [];
  if (!Number.isFinite(freedUs)) return found('inconc', 'no slot was freed while it was observed');
  const came = header.complete.end ? 'no' : 'open';
  const what = 'a slot having become free, the push was submitted';
  return notLater([{ tookUs: header.endUs - freedUs, came, evidence, what }], { limitMs, header, expected: EXPECTED });
}
