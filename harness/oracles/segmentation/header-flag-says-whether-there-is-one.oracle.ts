import { defineOracle } from '../define.ts';
import { dispatches, transmissions, type Transmission } from '../groups.ts';
import { found } from '../sendings.ts';
import { digitsOf, type Submission } from '../submissions.ts';
import { equal, latin1 } from '../../wire/octets.ts';
import { decodeUdh } from '../../wire/sm/udh.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'UDHI (esm_class 0x40) on a short message exactly when its user data begin with a header';
/** Elements that an SMSC adds: concatenation and ports. */
const ADDED: readonly number[] = [0x00, 0x04, 0x05, 0x08];
const PUSH = `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** UDHI is set exactly when a header is there (23.040, 9.2.3.23). */
export default defineOracle({
  requirement: 'SEG-013',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => {
    const all = dispatches(view);
    return transmissions(view).flatMap((one) => {
      // What carries nobody's octets is judged against nobody, but a tail too short to be recognised is somebody's.
      const its = all.filter(
        ({ submission, groups }) =>
          groups.some((group) => group.transmissions.some(({ request }) => request.seq === one.request.seq)) ||
          (submission.to === one.to &&
            submission.request.seq < one.request.seq &&
            digitsOf(text(submission.pdu, 'source_addr')) === one.from &&
            hiddenHeader(one, submission)),
      );
      return its.slice(0, 1).flatMap(({ submission }) => judged(one, submission));
    });
  },
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]`,
    `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`,
    `# text that only looks like a header
     let P = hex 05 00 03 01 01 01 + pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`,
  ],
  rejects: [
    `# missing on the last segment
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 esm_class=0 short_message=hex 0b 05 04 0b84 23f0 00 03 05 02 02 + P[128..134]`,
    `# set without a header
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 esm_class=0x40 short_message=P`,
  ],
});

function judged(one: Transmission, submission: Submission): readonly Finding[] {
  const { carried } = submission;
  const evidence = [submission.request, one.request];
  if (hiddenHeader(one, submission)) return [found('fail', evidence, EXPECTED, 'a header, and no flag')];
  const { octets } = userData(one.request.message.pdu);
  if (one.hasUdh && carried.udh === null && equal(octets, carried.data))
    return [found('fail', evidence, EXPECTED, 'the flag, and no header: the octets are those submitted as text')];
  return [found('pass', evidence, EXPECTED, one.hasUdh ? 'flag and header' : 'neither')];
}

/** Without the flag, a header of ours-to-add elements in front of octets that were submitted. */
function hiddenHeader(one: Transmission, { carried }: Submission): boolean {
  if (one.hasUdh) return false;
  const { octets } = userData(one.request.message.pdu);
  const udh = decodeUdh(octets);
  const submitted = latin1(carried.data);
  return (
    udh.problems.length === 0 &&
    udh.ies.some(({ iei }) => ADDED.includes(iei)) &&
    submitted.includes(latin1(octets.subarray(udh.sizeOctets))) &&
    !submitted.includes(latin1(octets))
  );
}
