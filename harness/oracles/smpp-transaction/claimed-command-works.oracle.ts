import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { isOrdinary, refusesTheForm } from '../ordinary.ts';
import { statusOf } from '../submissions.ts';

const PUSH = `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** Each command that the profile names takes a push in transaction mode (AMB-01: which of them there are is the SMSC's choice). */
export default defineOracle({
  requirement: 'TXN-027',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view).flatMap((dispatch) => {
      const { pdu, carried, responses } = dispatch.submission;
      const isClaimed = profile.smpp.transaction.some((command) => command === pdu.command);
      const [response] = responses;
      if (!isClaimed || response === undefined || !isOrdinary(dispatch.submission, profile)) return [];
      const expected = `a push in transaction mode taken by ${pdu.command}, as the profile says`;
      const evidence = storyOf(dispatch);
      if (sendingsOf(dispatch).some(({ request }) => request.seq < response.seq) && statusOf(response) === 0)
        return [found('pass', evidence, expected, 'delivered')];
      if (!refusesTheForm(dispatch)) return [];
      const actual = `status 0x${statusOf(response).toString(16)}, and nothing sent`;
      // With a header in front of the push it may be that form which is refused, and not the command (AMB-04).
      return carried.udh === null
        ? [found('fail', evidence, expected, actual)]
        : [found('inconc', evidence, expected, `${actual}: whether for its header is not said`)];
    }),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     data_sm_resp    sequence_number=7`,
  ],
  inconclusive: [
    `ppg     > smsc    data_sm         sequence_number=7 esm_class=0x42 message_payload=hex 06 05 04 0b84 23f0 + pattern(60)
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0x43 header_only`,
  ],
  rejects: [
    `${PUSH}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0x43 header_only`,
    `${PUSH}
     smsc    > ppg     generic_nack    sequence_number=7 status=0x03`,
  ],
});
