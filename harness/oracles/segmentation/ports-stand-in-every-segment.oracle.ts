import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { eventsOf, found, sendingsOf } from '../sendings.ts';
import { ports } from '../../wire/sm/udh.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { Transmission } from '../groups.ts';
import type { Finding } from '../../trace/finding.ts';

const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** Ports that a submission has in TLVs stand, destination first, in the header of every segment (WDP over SMS). */
export default defineOracle({
  requirement: 'SEG-010',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => dispatches(view).flatMap(judged),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`,
    `# the order of the elements is free
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0b000305020105040b8423f0 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 udh=0b000305020205040b8423f0 ud=P[128..200]`,
  ],
  inconclusive: [
    `# SMPP's own way on this link: what the radio side makes of it is not seen
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 sar_msg_ref_num=5 sar_total_segments=2 sar_segment_seqnum=1 source_port=9200 destination_port=2948 short_message=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 sar_msg_ref_num=5 sar_total_segments=2 sar_segment_seqnum=2 source_port=9200 destination_port=2948 short_message=P[128..200]`,
  ],
  rejects: [
    `# in the first segment only
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=none ud=P[128..200]`,
    `# swapped
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ports=9200/2948 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=9200/2948 ud=P[128..200]`,
    `# forgotten
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`,
  ],
});

function judged(dispatch: Dispatch): readonly Finding[] {
  const { request, pdu, carried } = dispatch.submission;
  const destination = tlvUint(pdu, 'destination_port');
  const source = tlvUint(pdu, 'source_port');
  const sent = sendingsOf(dispatch);
  if (destination === undefined || carried.udh !== null || sent.length === 0) return [];
  const expected = `destination port ${destination}${source === undefined ? '' : ` and source port ${source}`} in the header of every segment`;
  const fits = (port: { destination: number; source: number } | null): boolean =>
    port?.destination === destination && (source === undefined || port.source === source);
  const wrong = sent.find((one) => !fits(headerPorts(one)) && !fits(besidePorts(one)));
  if (wrong !== undefined) {
    const port = headerPorts(wrong) ?? besidePorts(wrong);
    const actual = port === null ? 'no ports' : `destination ${port.destination}, source ${port.source}`;
    return [found('fail', [request, wrong.request], expected, actual)];
  }
  const evidence = [request, ...eventsOf(sent)];
  return sent.every((one) => fits(headerPorts(one)))
    ? [found('pass', evidence, expected, `in all ${sent.length}`)]
    : [found('inconc', evidence, expected, 'in TLVs on this link: the header of the radio side is not seen here')];
}

function headerPorts({ request }: Transmission): { destination: number; source: number } | null {
  const { udh } = userData(request.message.pdu);
  return udh === null ? null : ports(udh);
}

function besidePorts({ request }: Transmission): { destination: number; source: number } | null {
  const destination = tlvUint(request.message.pdu, 'destination_port');
  if (destination === undefined) return null;
  return { destination, source: tlvUint(request.message.pdu, 'source_port') ?? 0 };
}
