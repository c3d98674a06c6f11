import { defineOracle } from '../define.ts';
import { concatenation } from '../../wire/sm/udh.ts';
import { tlv, tlvUint } from '../../wire/smpp/pdu.ts';
import type { Submission } from '../submissions.ts';
import { eachSubmission } from './push-submissions.ts';

const EXPECTED = 'no sar_* TLV, no concatenation element, more_messages_to_send absent or 0';

/** Nothing in a submission says that it is one of several: the PPG does not segment (patent step 3). */
export default defineOracle({
  requirement: 'SMPP-SUB-005',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) => eachSubmission(view, EXPECTED, mark),
  accepts: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 more_messages_to_send=0 message_payload=text "push"',
  ],
  rejects: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 sar_total_segments=1 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 more_messages_to_send=1 message_payload=text "push"',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x42 message_payload=hex 050003 010101 0106',
  ],
});

function mark({ pdu, carried }: Submission): string | null {
  const sar = ['sar_msg_ref_num', 'sar_total_segments', 'sar_segment_seqnum'].find(
    (name) => tlv(pdu, name) !== undefined,
  );
  if (sar !== undefined) return sar;
  if ((tlvUint(pdu, 'more_messages_to_send') ?? 0) !== 0) return 'more_messages_to_send';
  const isPart = carried.udh !== null && carried.udh.problems.length === 0 && concatenation(carried.udh) !== null;
  return isPart ? 'a concatenation element' : null;
}
