import { defineOracle } from '../define.ts';
import { decodeUdh, ports } from '../../wire/sm/udh.ts';
import { tlv } from '../../wire/smpp/pdu.ts';
import type { Submission } from '../submissions.ts';
import { eachSubmission } from './push-submissions.ts';

const EXPECTED = 'UDHI exactly when the payload begins with a header, and the ports in one place';

/** UDHI says whether the payload begins with a header; the ports stand in it or in TLVs, not in both (SMPP 3.4, 5.2.12; AMB-04). */
export default defineOracle({
  requirement: 'SMPP-SUB-002',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'transaction',
  check: (view) => eachSubmission(view, EXPECTED, wrongHeader),
  accepts: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=hex 01060401',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x42 message_payload=hex 060504 0b8423f0 010600',
  ],
  rejects: [
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x42 source_port=9200 destination_port=2948 message_payload=hex 01060401 03aeaf84',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x02 message_payload=hex 060504 0b8423f0 010600',
    'ppg > smsc submit_sm sequence_number=1 esm_class=0x42 destination_port=2948 message_payload=hex 060504 0b8423f0 010600',
  ],
});

function wrongHeader({ pdu, carried }: Submission): string | null {
  const { udh, octets } = carried;
  if (udh === null) {
    const hidden = decodeUdh(octets);
    return hidden.problems.length === 0 && ports(hidden) !== null
      ? 'a header in front of the payload, and no UDHI'
      : null;
  }
  if (udh.problems.length > 0) return 'UDHI, and no header in front of the payload';
  const beside = ['source_port', 'destination_port', 'sar_msg_ref_num'].filter((name) => tlv(pdu, name) !== undefined);
  return beside.length === 0 ? null : `UDHI, and ${beside.join(', ')} beside it`;
}
