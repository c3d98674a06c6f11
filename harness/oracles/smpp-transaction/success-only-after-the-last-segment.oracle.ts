import { defineOracle } from '../define.ts';
import { acknowledged, assembled, carriedInPieces, dispatches, type Dispatch } from '../groups.ts';
import { statusOf, type PduMessage } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the response to the submission after every segment of its push was acknowledged, or one had failed';

/** The result of a transaction is returned only after its group was transferred or had failed. */
export default defineOracle({
  requirement: 'STP-08a',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const response = dispatch.submission.responses[0];
      if (response === undefined) return [];
      return statusOf(response) === 0 ? [success(dispatch, response)] : failure(dispatch, response);
    }),
  accepts: [
    `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `# under two references: no group, but not answered too early either (SEG-007)
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=6 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# the same, answered before the last acknowledgement
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=6 ud=P[128..200]
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > ppg     data_sm_resp    sequence_number=7
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# the second segment was refused: nothing was transferred
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

function success({ submission, groups }: Dispatch, response: PduMessage): Finding {
  const complete = groups.find((group) => assembled(group, response.seq) !== null);
  const sent = groups.flatMap((group) => group.transmissions);
  if (complete !== undefined) {
    const acks = complete.transmissions.flatMap(({ request, answer }) =>
      answer === null ? [request] : [request, answer],
    );
    return {
      verdict: 'pass',
      evidence: [submission.request, ...acks, response],
      expected: EXPECTED,
      actual: 'success after the last acknowledgement',
    };
  }
  const before = sent.filter(({ request }) => request.seq < response.seq);
  const inTime = before.filter(({ answer }) => answer !== null && answer.seq < response.seq);
  if (carriedInPieces(inTime, submission.carried.data)) {
    return {
      verdict: 'pass',
      evidence: [submission.request, ...before.map(({ request }) => request), response],
      expected: EXPECTED,
      actual: 'success after the last acknowledgement, though the segments make no group',
    };
  }
  const taken = before.filter((one) => acknowledged(one) && (one.answer?.seq ?? 0) < response.seq).length;
  const evidence = [
    submission.request,
    response,
    ...sent.flatMap(({ request, answer }) => (answer === null ? [request] : [request, answer])),
  ];
  const total = Math.max(0, ...groups.map((group) => group.total));
  const actual =
    before.length === 0
      ? 'success was answered before any segment had been sent'
      : `success was answered when ${taken} of ${total} segments had been acknowledged`;
  return { verdict: 'fail', evidence, expected: EXPECTED, actual };
}

/** A failure is an occasion only where something had been sent: refusing a submission at once is no result of a transfer. */
function failure({ submission, groups }: Dispatch, response: PduMessage): readonly Finding[] {
  const before = groups.flatMap((group) => group.transmissions).filter(({ request }) => request.seq < response.seq);
  const failed = before.filter(
    (one) => !acknowledged(one) || (one.answer?.seq ?? Number.POSITIVE_INFINITY) > response.seq,
  );
  if (failed.length === 0) return [];
  const evidence = [
    submission.request,
    ...failed.flatMap(({ request, answer }) => (answer === null ? [request] : [request, answer])),
    response,
  ];
  return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'failure after a segment had failed' }];
}
