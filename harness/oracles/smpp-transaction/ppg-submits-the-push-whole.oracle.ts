import { defineOracle } from '../define.ts';
import { carriesContent, isConvertible, pushes, type Push, pushOf } from '../pushes.ts';
import { allSubmissions, isSegment, type Submission } from '../submissions.ts';
import { latin1 } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

/** What the catalogue asks of every PPG to take; a longer push it may refuse (AMB-19). */
const LARGE_OCTETS = 2_000;
const EXPECTED = 'the whole push in one submission, without concatenation';

/** The PPG does not segment a push, whatever its size: each submission carries it whole. */
export default defineOracle({
  requirement: 'STP-03a',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view) => {
    const pushed = pushes(view);
    const submitted = allSubmissions(view);
    const segmented = submitted.filter(isSegment).map((submission): Finding => {
      const actual = 'a submission that is marked as one segment of several';
      return {
        verdict: 'fail',
        evidence: [...requestsTo(pushed, submission), submission.request],
        expected: EXPECTED,
        actual,
      };
    });
    if (segmented.length > 0) return segmented;
    return pushed.flatMap((push) =>
      push.recipients.flatMap((to) =>
        judged(
          push,
          submitted.filter((one) => one.to === to && one.request.seq > push.request.seq),
        ),
      ),
    );
  },
  accepts: [
    `let B = pattern(300)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > pi   push-response  push-id=1 code=1001
     ppg > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `# refused, and submitted again whole
     let B = pattern(300)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm        sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B
     smsc > ppg data_sm_resp   sequence_number=7 status=0x58 header_only
     ppg > smsc data_sm        sequence_number=8 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `# too long for this PPG (AMB-19)
     let B = pattern(32000)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > pi   push-response  push-id=1 code=2001`,
  ],
  rejects: [
    `# in store-and-forward mode, too
     let B = pattern(200)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm      sequence_number=7 esm_class=0x40 message_payload=hex 0b 05 04 0b84 23f0 00 03 01 02 01 01 06 03 be af 84 + B[0..120]
     ppg > smsc submit_sm      sequence_number=8 esm_class=0x40 message_payload=hex 0b 05 04 0b84 23f0 00 03 01 02 02 + B[120..200]`,
    `let B = pattern(200)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm      sequence_number=7 esm_class=0x42 message_payload=hex 0b 05 04 0b84 23f0 00 03 01 02 01 01 06 03 be af 84 + B[0..122]
     ppg > smsc submit_sm      sequence_number=8 esm_class=0x42 message_payload=hex 0b 05 04 0b84 23f0 00 03 01 02 02 + B[122..200]`,
    `let B = pattern(200)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm      sequence_number=7 esm_class=0x02 sar_msg_ref_num=1 sar_total_segments=2 sar_segment_seqnum=1 message_payload=hex 01 06 03 be af 84 + B[0..127]
     ppg > smsc submit_sm      sequence_number=8 esm_class=0x02 sar_msg_ref_num=1 sar_total_segments=2 sar_segment_seqnum=2 message_payload=B[127..200]`,
    `# two pieces, unmarked
     let B = pattern(200)
     pi  > ppg  push-message   push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B[0..127]
     ppg > smsc submit_sm      sequence_number=8 esm_class=0x02 message_payload=B[127..200]`,
  ],
});

function requestsTo(pushed: readonly Push[], { to, request }: Submission) {
  return pushed
    .filter((push) => push.recipients.includes(to) && push.request.seq < request.seq)
    .map((push) => push.request);
}

function judged(push: Push, submitted: readonly Submission[]): readonly Finding[] {
  const whole = submitted.filter(({ carried }) => carriesContent(push, pushOf(carried.data)));
  if (whole.length > 0) {
    const evidence = [push.request, ...whole.map(({ request }) => request)];
    return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'submitted whole' }];
  }
  if (submitted.length === 0 && push.responseClass > 1 && push.content.length > LARGE_OCTETS) {
    const evidence = [push.request, ...(push.response === null ? [] : [push.response])];
    return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: 'refused as too long, and not cut' }];
  }
  // Text that is converted has other octets than the push: its pieces are told by their marks alone.
  if (isConvertible(push)) return [];
  const pieces = submitted.filter(({ carried }) => isPiece(latin1(carried.data), latin1(push.content)));
  // What is the same but for its transaction id is one thing submitted again.
  const distinct = new Set(pieces.map(({ carried }) => latin1(carried.data.subarray(1))));
  if (distinct.size < 2) return [];
  const evidence = [push.request, ...pieces.map(({ request }) => request)];
  return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: `the push in ${pieces.length} submissions` }];
}

/** Whether a payload ends in the beginning of the content, or is a part of it: longer than chance. */
function isPiece(payload: string, content: string): boolean {
  const PIECE_OCTETS = 16;
  if (payload.length < PIECE_OCTETS) return false;
  return (
    content.includes(payload) ||
    content.startsWith(payload.slice(-Math.min(payload.length, PIECE_OCTETS))) ||
    content.includes(payload.slice(-PIECE_OCTETS))
  );
}
