import { defineOracle } from '../define.ts';
import { evidenceOf, handovers, type Handover } from '../handovers.ts';
import { allowedUs, notLater, type Occasion } from '../timing-kinds.ts';
import type { View } from '../../trace/view.ts';

/** The PPG answers the PI before and independently of what the SMSC says: within papMs, while that withholds its response. */
export default defineOracle({
  requirement: 'STP-02',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const limitMs = profile.timers.papMs;
    const expected = `the answer to the PI within ${limitMs} ms, whatever the SMSC does`;
    const occasions = handovers(view, profile).flatMap((handover) => occasion(handover, view, limitMs));
    return notLater(occasions, { limitMs, header: view.header, expected });
  },
  accepts: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > pi   push-response push-id=1 code=1001
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @1900ms smsc > ppg data_sm_resp sequence_number=7`,
    `# after submitting, with 1000 (AMB-32)
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @500ms ppg > pi push-response push-id=1 code=1000
     @1900ms smsc > ppg data_sm_resp sequence_number=7`,
  ],
  inconclusive: [
    `# once over the limit, on sockets
     -- world live --
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @1900ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > pi   push-response push-id=1 code=1001`,
  ],
  rejects: [
    `let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     @1900ms smsc > ppg data_sm_resp sequence_number=7
     ppg  > pi   push-response push-id=1 code=1001`,
    `# never, while the SMSC was silent
     let B = pattern(60)
     pi   > ppg  push-message  push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg  > smsc data_sm       sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
  ],
});

function occasion(handover: Handover, view: View, limitMs: number): readonly Occasion[] {
  const { push, attempts } = handover;
  const first = attempts[0];
  if (first === undefined) return [];
  const withheldUntilUs = first.responses[0]?.atUs ?? view.header.endUs;
  const { request, response } = push;
  const untilUs = response?.atUs ?? view.header.endUs;
  const early = response !== null && (first.responses[0]?.seq ?? Number.POSITIVE_INFINITY) > response.seq;
  // Answered by the SMSC at once: nothing tells whether the PPG would have waited for it.
  if (!early && withheldUntilUs - request.atUs <= allowedUs(limitMs, view.header)) return [];
  const came = response !== null ? 'yes' : view.header.complete.end ? 'no' : 'open';
  const what = `the PI was answered ${early ? 'before' : 'only when'} the SMSC ${early ? 'was' : 'had answered'},`;
  return [
    {
      tookUs: untilUs - request.atUs,
      came,
      evidence: [...(response === null ? [] : [response]), ...evidenceOf(handover)],
      what,
    },
  ];
}
