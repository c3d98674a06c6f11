import { defineOracle, type Context } from '../define.ts';
import { findingsOf, waitedFor, type Timed } from '../deadlines.ts';
import { dispatches, indexOf, type Dispatch } from '../groups.ts';
import { between } from '../neighbours.ts';
import { refusedSegments } from '../resending.ts';
import { eventsOf, found, storyOf } from '../sendings.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED =
  'the group without anything in between, and a segment that failed for a temporary cause sent again in time (claim 2, not SMPP: AMB-02)';
const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`;

/** Within the predetermined time the group is sent contiguously and a segment that failed is sent again: claim 2. */
export default defineOracle({
  requirement: 'CLM-2',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, context) =>
    findingsOf(
      dispatches(view).flatMap((dispatch) => [...mixed(view, dispatch), ...resent(view, dispatch, context)]),
      view.header,
    ),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
    `# a segment that fails again need not be resent in the last moments
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     @59500ms handset > smsc deliver_sm_resp sequence_number=3 status=0x64
     @60000ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# one attempt, then the failure
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `# given up at once, though half of even the shorter time was left
     let P = pattern(60)
     @0ms ppg > smsc   data_sm         sequence_number=7 esm_class=0x02 qos_time_to_live=1 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @10ms handset > smsc deliver_sm_resp sequence_number=1 status=0x64
     @12ms smsc > ppg  data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `# a foreign message between the segments
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 short_message=hex 41 42 43
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
    `# again, after the time
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     @60001ms smsc > handset deliver_sm  sequence_number=3 segment=2/2 reference=5 ud=P[128..200]`,
  ],
});

function mixed(view: View, dispatch: Dispatch): readonly Finding[] {
  return dispatch.groups.flatMap((group) => {
    const strangers = between(view, dispatch, group);
    if (strangers.length === 0) return [];
    const evidence = [dispatch.submission.request, ...eventsOf(group.transmissions), ...eventsOf(strangers)];
    return [found('fail', evidence, EXPECTED, 'another message between the segments')];
  });
}

function resent(view: View, dispatch: Dispatch, { profile }: Context): readonly (Finding | Timed)[] {
  if (profile.claims['retryWithinDeadline'] === false) return [];
  const { request, responses } = dispatch.submission;
  const { transactionMs } = profile.timers;
  return refusedSegments(view, dispatch, profile).flatMap(({ refused, again, isDue }): readonly (Finding | Timed)[] => {
    if (again !== null) {
      const tookUs = again.request.atUs - request.atUs;
      const evidence = [request, ...eventsOf([refused, again])];
      return [{ tookUs, limitMs: transactionMs, evidence, what: `segment ${indexOf(refused)} again` }];
    }
    if (!isDue) return [];
    const actual = `segment ${indexOf(refused)} was not sent again`;
    const isOver = responses.length > 0 || waitedFor(view, request.atUs, transactionMs);
    return isOver
      ? [found('fail', storyOf(dispatch), EXPECTED, actual)]
      : [found('inconc', storyOf(dispatch), EXPECTED, `${actual} while it was observed`)];
  });
}
