import { defineOracle } from '../define.ts';
import { waitedFor } from '../deadlines.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { needsMoreThan255 } from '../sizes.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';

const EXPECTED = 'a refusal (a status that is not 0, generic_nack or close), and nothing sent';
const START = `let P = pattern(34171)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P`;

/** What no 255 segments hold is refused, and nothing of it is sent: the total has one octet (23.040, 9.2.3.24.1). */
export default defineOracle({
  requirement: 'SEG-019',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view)
      .filter(({ submission }) => needsMoreThan255(submission))
      .flatMap((dispatch) => judged(view, dispatch, profile)),
  accepts: [
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0x01 header_only`,
    `${START}
     smsc    > ppg     generic_nack    sequence_number=7 status=0x02`,
    `${START}
     smsc ! ppg closed`,
  ],
  inconclusive: [
    `${START}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the first segments of it
     ${START}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/255 reference=5 ports=none ud=P[0..134]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/255 reference=5 ports=none ud=P[134..268]`,
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7`,
    `# neither refused nor sent
     ${START}
     -- ends at @300000ms --`,
  ],
});

function judged(view: View, dispatch: Dispatch, { timers }: Profile): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const sent = sendingsOf(dispatch).length;
  const evidence = storyOf(dispatch).slice(0, MAX_EVIDENCE);
  if (sent > 0) return [found('fail', evidence, EXPECTED, `${sent} segments were sent`)];
  const [response] = responses;
  if (response !== undefined) {
    const status = statusOf(response);
    const actual = `${response.message.name} with status 0x${status.toString(16)}`;
    return [found(status === 0 ? 'fail' : 'pass', evidence, EXPECTED, actual)];
  }
  const closed = view.events.find(
    ({ kind, connection, seq }) => kind === 'closed' && connection === request.connection && seq > request.seq,
  );
  if (closed !== undefined) return [found('pass', [...evidence, closed], EXPECTED, 'the connection was closed')];
  return waitedFor(view, request.atUs, timers.transactionMs)
    ? [found('fail', evidence, EXPECTED, 'no answer')]
    : [found('inconc', evidence, EXPECTED, 'no answer while it was observed')];
}

const MAX_EVIDENCE = 8;
