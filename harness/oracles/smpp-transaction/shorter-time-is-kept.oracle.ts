import { defineOracle } from '../define.ts';
import { findingsOf, notCome, requestedMs, waiting, type Timed } from '../deadlines.ts';
import { dispatches } from '../groups.ts';
import { completeGroup, sendingsOf, storyOf } from '../sendings.ts';
import type { Finding } from '../../trace/finding.ts';

const START = `let P = pattern(60)
     @0ms ppg > smsc   data_sm         sequence_number=7 esm_class=0x02 qos_time_to_live=2 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** A qos_time_to_live or validity_period shorter than the predetermined time shortens it; both only ask (AMB-23). */
export default defineOracle({
  requirement: 'TXN-015',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  // Occasions of all handsets count together.
  scope: 'run',
  check: (view, { profile }) => {
    const said = dispatches(view).flatMap((dispatch): readonly (Finding | Timed)[] => {
      const { pdu, request, responses } = dispatch.submission;
      const limitMs = requestedMs(pdu);
      if (limitMs === null || limitMs >= profile.timers.transactionMs || sendingsOf(dispatch).length === 0) return [];
      const evidence = storyOf(dispatch);
      const what = 'the result, as the submission asks for,';
      const [response] = responses;
      if (response === undefined) {
        if (waiting(view, request, limitMs * 1_000, request.connection) === 'cut off') return [];
        return [notCome(view, request, { limitMs, evidence, what })];
      }
      const tookUs = response.atUs - request.atUs;
      // Delivered before the time was over: it never mattered.
      if (completeGroup(dispatch, response.seq) !== null && tookUs <= limitMs * 1_000) return [];
      return [{ tookUs, limitMs, evidence, what }];
    });
    return findingsOf(said, view.header);
  },
  accepts: [
    `${START}
     @2000ms smsc > ppg data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 validity_period=000000000002000R message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @1900ms smsc > ppg submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `${START}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${START}
     @60000ms smsc > ppg data_sm_resp   sequence_number=7 status=0xfe header_only
     -- world live --`,
    `${START}
     @2001ms smsc > ppg data_sm_resp    sequence_number=7 status=0xfe header_only`,
  ],
});
