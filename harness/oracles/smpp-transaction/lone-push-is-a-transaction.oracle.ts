import { defineOracle } from '../define.ts';
import { acknowledged, dispatches } from '../groups.ts';
import { completeGroup, found, sendingsOf, storyOf } from '../sendings.ts';
import { MAX_USER_DATA_OCTETS, wholeOctets } from '../sizes.ts';
import { statusOf } from '../submissions.ts';

const EXPECTED = 'one response, after the only message was acknowledged or had failed';
const START = `let P = pattern(82)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** A push that fits one short message is a transaction like any other: a single response, after its delivery. */
export default defineOracle({
  requirement: 'DSC-05',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission }) => wholeOctets(submission) <= MAX_USER_DATA_OCTETS)
      .flatMap((dispatch) => {
        const { responses } = dispatch.submission;
        const [response] = responses;
        const sent = sendingsOf(dispatch);
        if (response === undefined || sent.length === 0) return [];
        const evidence = storyOf(dispatch);
        if (responses.length > 1) return [found('fail', evidence, EXPECTED, `${responses.length} responses`)];
        if (statusOf(response) !== 0) {
          const failed = sent.some((one) => one.request.seq < response.seq && !acknowledged(one));
          return failed ? [found('pass', evidence, EXPECTED, 'failure after it had failed')] : [];
        }
        return completeGroup(dispatch, response.seq) === null
          ? [found('fail', evidence, EXPECTED, 'success before the acknowledgement')]
          : [found('pass', evidence, EXPECTED, 'so it was')];
      }),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  rejects: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
