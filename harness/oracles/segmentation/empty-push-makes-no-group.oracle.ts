import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { found, placeOf, sendingsOf, storyOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'one empty message, or a refusal';
const START = `ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=hex`;

/** A submission of nothing becomes one empty message, or is refused (AMB-16); never a group of segments. */
export default defineOracle({
  requirement: 'SEG-020',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission: { carried } }) => carried.data.length === 0 && (carried.udh?.problems.length ?? 0) === 0)
      .flatMap(judged),
  accepts: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=1 short_message=hex
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x01 header_only`,
    `# marked as the first of one (AMB-47)
     ${START}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/1 reference=5 ports=none ud=hex`,
  ],
  inconclusive: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# a total of 0
     ${START}
     smsc    > handset deliver_sm      sequence_number=1 udh=050003050000 ud=hex`,
    `# two of nothing
     ${START}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ports=none ud=hex
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=none ud=hex`,
  ],
});

function judged(dispatch: Dispatch): readonly Finding[] {
  const [response] = dispatch.submission.responses;
  const sent = sendingsOf(dispatch);
  const evidence = storyOf(dispatch);
  const odd = sent.map(placeOf).find((place) => place !== null && (place.total !== 1 || place.index !== 1));
  if (odd !== undefined && odd !== null)
    return [found('fail', evidence, EXPECTED, `a segment that says it is ${odd.index} of ${odd.total}`)];
  if (sent.length > 0) return [found('pass', evidence, EXPECTED, 'one message without text')];
  if (response === undefined) return [];
  const status = statusOf(response);
  if (status !== 0) return [found('pass', evidence, EXPECTED, `status 0x${status.toString(16)}`)];
  return [found('inconc', evidence, EXPECTED, 'success, and no message came: whether there was one is not known')];
}
