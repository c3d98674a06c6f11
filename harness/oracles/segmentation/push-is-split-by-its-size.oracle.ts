import { defineOracle } from '../define.ts';
import { dispatches, partsOf, type Dispatch } from '../groups.ts';
import { eventsOf, found, sendingsOf } from '../sendings.ts';
import { MAX_USER_DATA_OCTETS, radioOctets, wholeOctets } from '../sizes.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const PUSH = `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** The SMSC splits the push that it received according to its size: steps 4 to 7. */
export default defineOracle({
  requirement: 'STP-04',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission }) => submission.alphabet !== 'gsm7' && wholeOctets(submission) > MAX_USER_DATA_OCTETS)
      .flatMap(judged),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# into three (AMB-47)
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..50]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[50..100]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[100..134]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `# ports beside it in TLVs: what the radio side makes of it is not visible here
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 source_port=9200 destination_port=2948 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# cut to 140 octets
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P[0..133]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# two segments, the second without its end
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..133]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

function judged(dispatch: Dispatch): readonly Finding[] {
  const { submission, groups } = dispatch;
  const size = submission.carried.data.length;
  const expected = `segments that have the ${size} octets of the push among them`;
  const [response] = submission.responses;
  const sent = sendingsOf(dispatch);
  // How a group that failed would have gone on is not known.
  if (sent.length === 0 || response === undefined || statusOf(response) !== 0) return [];
  const evidence = [submission.request, ...eventsOf(sent), response];
  const whole = groups.filter((group) => partsOf(group).size === group.total);
  const sizes = whole.map((group) => [...partsOf(group).values()].reduce((sum, { data }) => sum + data.length, 0));
  const at = sizes.indexOf(size);
  if (at === -1) {
    return whole.length === 0
      ? []
      : [found('fail', evidence, expected, `${sizes.join(', ')} octets in ${whole[0]?.total ?? 0} of them`)];
  }
  const total = whole[at]?.total ?? 1;
  if (total > 1) return [found('pass', evidence, expected, `${total} segments`)];
  if (
    sent.some((one) => !one.hasUdh && one.sizeOctets <= MAX_USER_DATA_OCTETS && radioOctets(one) > MAX_USER_DATA_OCTETS)
  )
    return [
      found(
        'inconc',
        evidence,
        expected,
        'one message with the ports in TLVs: what the radio side makes of it is not seen',
      ),
    ];
  return [found('fail', evidence, expected, `${size} octets in one message`)];
}
