import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { MAX_USER_DATA_OCTETS, RADIO_SIDE, wholeOctets } from '../sizes.ts';
import { statusOf } from '../submissions.ts';
import { ports } from '../../wire/sm/udh.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = `more than one segment, none above ${MAX_USER_DATA_OCTETS} octets, header included`;

/** A push that with its header exceeds 140 octets travels in more than one segment, each within the limit. */
export default defineOracle({
  requirement: 'SEG-002',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      // GSM 7-bit on an SMPP link may be unpacked (AMB-24): its sizes are judged on RP links.
      .filter(({ submission }) => submission.alphabet !== 'gsm7' && wholeOctets(submission) > MAX_USER_DATA_OCTETS)
      .flatMap((dispatch) => judged(dispatch)),
  accepts: [
    `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `# an even split under a 16-bit reference is as good (AMB-47)
     let P = pattern(134)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=500 bits=16 ud=P[0..67]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=500 bits=16 ud=P[67..134]
     handset > smsc    deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `# no header, ports beside it in TLVs: what the radio side makes of it is not visible here
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 source_port=9200 destination_port=2948 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# 141 octets in one
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 message_payload=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# cut to one segment
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P[0..133]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

function judged({ submission, groups }: Dispatch): readonly Finding[] {
  const sent = groups.flatMap((group) => group.transmissions);
  if (sent.length === 0) return [];
  const evidence = [submission.request, ...sent.map(({ request }) => request)];
  const tooLong = sent.find((one) => one.sizeOctets > MAX_USER_DATA_OCTETS);
  if (tooLong !== undefined) {
    const alone = groups.some((group) => group.total === 1 && group.transmissions.includes(tooLong));
    const actual = `${alone ? 'one message' : 'a segment'} of ${tooLong.sizeOctets} octets of user data${alone ? RADIO_SIDE : ''}`;
    return [{ verdict: 'fail', evidence: [submission.request, tooLong.request], expected: EXPECTED, actual }];
  }
  if (groups.some((group) => group.total > 1)) {
    return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: `${sent.length} segments sent, none too long` }];
  }
  if (groups.length > 1) {
    // Several lone messages for one push: no reader can put them together again.
    return [
      { verdict: 'fail', evidence, expected: EXPECTED, actual: `${groups.length} messages without concatenation` },
    ];
  }
  const portsBeside = submission.carried.udh === null || ports(submission.carried.udh) === null;
  const only = sent[0];
  if (portsBeside && only !== undefined && !only.hasUdh && only.data.length >= submission.carried.data.length) {
    const actual =
      'one message without header within the limit; with the ports in a header it would exceed it: not decidable on this link';
    return [{ verdict: 'inconc', evidence, expected: EXPECTED, actual }];
  }
  const response = submission.responses[0];
  if (response === undefined || statusOf(response) !== 0) return [];
  return [
    {
      verdict: 'fail',
      evidence: [...evidence, response],
      expected: EXPECTED,
      actual: 'one message, and success was answered',
    },
  ];
}
