import { defineOracle } from '../define.ts';
import { allSubmissions } from '../submissions.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';

/** From here on congestion_state asks to slow down (SMPP 5.0, 4.8.4.18). */
const NEARING_CONGESTION = 90;

/** After a response that says 90 or more, new submissions pause: once backoffMs at least. */
export default defineOracle({
  requirement: 'SMPP-V50-001',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile }) => {
    const pauseUs = 0.8 * profile.timers.backoffMs * 1_000;
    const all = allSubmissions(view);
    return all
      .flatMap(({ responses }) => responses)
      .filter(({ message }) => (tlvUint(message.pdu, 'congestion_state') ?? 0) >= NEARING_CONGESTION)
      .flatMap((response) => {
        const next = all.find(({ request }) => request.seq > response.seq);
        if (next === undefined) return [];
        const tookUs = next.request.atUs - response.atUs;
        return [
          {
            verdict: tookUs >= pauseUs ? 'pass' : 'fail',
            evidence: [response, next.request],
            expected: `no new submission within ${profile.timers.backoffMs} ms after congestion_state 90 or more`,
            actual: `the next one came ${Math.round(tookUs / 1_000)} ms later`,
          },
        ];
      });
  },
  accepts: [
    `ppg  > smsc submit_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=1 congestion_state=100
     @2000ms ppg > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"`,
  ],
  rejects: [
    `ppg  > smsc submit_sm sequence_number=1 esm_class=0x02 message_payload=text "push"
     smsc > ppg submit_sm_resp sequence_number=1 congestion_state=100
     ppg  > smsc submit_sm sequence_number=2 esm_class=0x02 message_payload=text "push"`,
  ],
});
