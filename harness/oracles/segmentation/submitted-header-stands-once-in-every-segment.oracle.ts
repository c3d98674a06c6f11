import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch, type Transmission } from '../groups.ts';
import { eventsOf, failureOf, found, sendingsOf } from '../sendings.ts';
import { equal } from '../../wire/octets.ts';
import { ports, type Udh } from '../../wire/sm/udh.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { PortsForm } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = "the submission's own header elements once in the header of every segment, none of them in the text";
/** The SMSC segments by itself: a submitted concatenation element is not kept. */
const CONCATENATION_IEIS: readonly number[] = [0x00, 0x08];
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x42 message_payload=hex 06 05 04 0b84 23f0 + P`;

/** A payload that begins with a user data header is refused whole, or its elements stand once in every segment and are not text. */
export default defineOracle({
  requirement: 'SEG-011',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => dispatches(view).flatMap((dispatch) => judged(dispatch, profile.smpp.ports)),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`,
    `# an element that nobody knows is kept, too
     let P = pattern(100)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x42 message_payload=hex 0a 05 04 0b84 23f0 80 02 abcd + P
     smsc    > handset deliver_sm      sequence_number=1 udh=0a8002abcd05040b8423f0 ud=P`,
  ],
  inconclusive: [
    `# the profile lists the form; why it was refused is not said
     ${PUSH}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x43 header_only`,
  ],
  rejects: [
    `# the header once more in the text
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=hex 06 05 04 0b84 23f0 + P[0..121]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[121..200]`,
    `# in the first segment only
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=none ud=P[128..200]`,
    `# taken for text and cut like text
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ports=none ud=hex 06 05 04 0b84 23f0 + P[0..127]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ports=none ud=P[127..200]`,
    `# doubled within the header
     let P = pattern(100)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x42 message_payload=hex 06 05 04 0b84 23f0 + P
     smsc    > handset deliver_sm      sequence_number=1 udh=0c05040b8423f005040b8423f0 ud=P`,
  ],
});

function judged(dispatch: Dispatch, forms: readonly PortsForm[]): readonly Finding[] {
  const { request, carried, pdu } = dispatch.submission;
  const { udh } = carried;
  // Ports in both places are not allowed (AMB-04): what becomes of such a submission is another matter.
  if (udh === null || udh.problems.length > 0 || tlvUint(pdu, 'destination_port') !== undefined) return [];
  const sent = sendingsOf(dispatch);
  const failure = failureOf(dispatch.submission);
  if (sent.length === 0) {
    if (failure === null) return [];
    const refused = 'refused, and nothing sent';
    if (!forms.includes('udh')) return [found('pass', [request, failure], EXPECTED, refused)];
    const actual = `${refused}: whether for its form is not said (leave udh out of smpp.ports where it is not served)`;
    return [found('inconc', [request, failure], EXPECTED, actual)];
  }
  for (const one of sent) {
    const actual = breach(one, udh, carried.octets.subarray(0, udh.sizeOctets), carried.data);
    if (actual !== null) return [found('fail', [request, one.request], EXPECTED, actual)];
  }
  const evidence = [request, ...eventsOf(sent)];
  return sent.every(({ hasUdh }) => hasUdh)
    ? [found('pass', evidence, EXPECTED, `so in all ${sent.length}`)]
    : [
        found(
          'inconc',
          evidence,
          EXPECTED,
          'ports in TLVs on this link: the header of the radio side is not seen here',
        ),
      ];
}

/** What is wrong with one segment; `null` when nothing is. */
function breach(one: Transmission, submitted: Udh, header: Uint8Array, text: Uint8Array): string | null {
  const begins = (octets: Uint8Array): boolean => equal(octets.subarray(0, header.length), header);
  if (begins(one.data) && !begins(text)) return 'the header again at the beginning of the text';
  const { pdu } = one.request.message;
  const own = userData(pdu).udh;
  // With sar_* TLVs the ports may stand in TLVs, too.
  if (own === null && tlvUint(pdu, 'destination_port') === ports(submitted)?.destination) return null;
  for (const ie of submitted.ies.filter(({ iei }) => !CONCATENATION_IEIS.includes(iei))) {
    const times = own?.ies.filter((other) => other.iei === ie.iei && equal(other.octets, ie.octets)).length ?? 0;
    if (times !== 1) return `element ${ie.iei.toString(16).padStart(2, '0')} ${times} times in a segment`;
  }
  return null;
}
