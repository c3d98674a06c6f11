import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found, sendingsOf } from '../sendings.ts';
import { MAX_USER_DATA_OCTETS, RADIO_SIDE, radioOctets } from '../sizes.ts';

const EXPECTED = `at most ${MAX_USER_DATA_OCTETS} octets of user data in each short message, header included`;
const PUSH = `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** No short message of a push has more than 140 octets of user data (23.040, 9.2.3.24). */
export default defineOracle({
  requirement: 'SEG-003',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      // GSM 7-bit on an SMPP link may be unpacked (AMB-24): its sizes are judged on RP links.
      .filter(({ submission }) => submission.alphabet !== 'gsm7')
      .flatMap((dispatch) => {
        const sent = sendingsOf(dispatch);
        if (sent.length === 0) return [];
        const { request } = dispatch.submission;
        const tooLong = sent.find(({ sizeOctets }) => sizeOctets > MAX_USER_DATA_OCTETS);
        if (tooLong !== undefined) {
          const alone = tooLong.concatenation === null ? RADIO_SIDE : '';
          return [found('fail', [request, tooLong.request], EXPECTED, `${tooLong.sizeOctets} octets${alone}`)];
        }
        const beside = sent.find((one) => radioOctets(one) > MAX_USER_DATA_OCTETS);
        if (beside !== undefined) {
          const actual = `${beside.sizeOctets} octets, with ports or concatenation in TLVs: in a header they would exceed the limit, which is not decidable on this link`;
          return [found('inconc', [request, beside.request], EXPECTED, actual)];
        }
        const most = Math.max(...sent.map(({ sizeOctets }) => sizeOctets));
        return [found('pass', [request, ...eventsOf(sent)], EXPECTED, `at most ${most} octets`)];
      }),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..300]`,
    `# SMPP's own way of concatenation, with room for what the radio side needs
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 sar_msg_ref_num=5 sar_total_segments=3 sar_segment_seqnum=1 source_port=9200 destination_port=2948 short_message=P[0..128]`,
  ],
  inconclusive: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 sar_msg_ref_num=5 sar_total_segments=3 sar_segment_seqnum=1 source_port=9200 destination_port=2948 short_message=P[0..140]`,
  ],
  rejects: [
    `# room for 129 octets counted
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..129]`,
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 short_message=P[0..141]`,
  ],
});
