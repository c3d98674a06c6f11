import { defineOracle } from '../define.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { ports } from '../../wire/sm/udh.ts';
import { tlv, uint } from '../../wire/smpp/pdu.ts';

/** 140 octets less the header with the ports: the largest push of one short message (sms.md 3). */
const ONE_SEGMENT_OCTETS = 133;
/** So far beyond the boundary a change of form is still one at the boundary. */
const NEAR_OCTETS = 160;
const MODE_BITS = 0x03;
const MODES = ['default', 'datagram', 'transaction', 'store and forward'] as const;

/** The PPG submits a push just beyond one segment in the same form as one just within: command, mode, ports, carrier. */
export default defineOracle({
  requirement: 'STP-03b',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'run',
  check: (view) => {
    const all = allSubmissions(view);
    const within = all.find(({ carried }) => carried.data.length <= ONE_SEGMENT_OCTETS && carried.data.length > 0);
    if (within === undefined) return [];
    return all
      .filter(({ carried: { data } }) => data.length > ONE_SEGMENT_OCTETS && data.length <= NEAR_OCTETS)
      .map((beyond) => {
        const [expected, actual] = [formOf(within), formOf(beyond)];
        const sizes = `${within.carried.data.length} and ${beyond.carried.data.length} octets`;
        return {
          verdict: expected === actual ? 'pass' : 'fail',
          evidence: [within.request, beyond.request],
          expected: `the same form for ${sizes}: ${expected}`,
          actual,
        };
      });
  },
  accepts: [
    `ppg > smsc data_sm sequence_number=7 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(133)
     ppg > smsc data_sm sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(134)
     ppg > smsc data_sm sequence_number=9 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(141)`,
    `# what does not fit short_message goes into message_payload: no change at this boundary (AMB-09)
     ppg > smsc submit_sm sequence_number=7 esm_class=0x02 destination_port=2948 source_port=9200 short_message=pattern(133)
     ppg > smsc submit_sm sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 short_message=pattern(134)
     ppg > smsc submit_sm sequence_number=9 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(300)`,
  ],
  rejects: [
    `# transaction mode only where there is more than one segment
     ppg > smsc submit_sm sequence_number=7 esm_class=0x00 destination_port=2948 source_port=9200 message_payload=pattern(133)
     ppg > smsc submit_sm sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(134)`,
    `ppg > smsc submit_sm sequence_number=7 esm_class=0x02 destination_port=2948 source_port=9200 short_message=pattern(133)
     ppg > smsc submit_sm sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(141)`,
    `ppg > smsc submit_sm sequence_number=7 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(133)
     ppg > smsc data_sm   sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(134)`,
    `ppg > smsc data_sm sequence_number=7 esm_class=0x42 message_payload=hex 06 05 04 0b84 23f0 + pattern(133)
     ppg > smsc data_sm sequence_number=8 esm_class=0x02 destination_port=2948 source_port=9200 message_payload=pattern(134)`,
  ],
});

function formOf({ pdu, carried }: Submission): string {
  const mode = MODES[uint(pdu, 'esm_class') & MODE_BITS] ?? '';
  const inHeader = carried.udh !== null && ports(carried.udh) !== null;
  const place = inHeader ? 'UDH' : tlv(pdu, 'destination_port') !== undefined ? 'TLVs' : 'nothing';
  return `${pdu.command}, ${mode} mode, ports in ${place}, ${carried.carrier}`;
}
