import { defineOracle } from '../define.ts';
import { assembled, carriedInPieces, dispatches, type Dispatch } from '../groups.ts';
import { statusOf } from '../submissions.ts';
import { equal } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

/** The push that the PPG submitted reaches the client through the SMSC as the same push: the SMSC's half of claim 1. */
export default defineOracle({
  requirement: 'CLM-1',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view)
      .filter(({ submission }) => submission.alphabet !== 'gsm7')
      .flatMap((dispatch) => {
        const patientUs = dispatch.submission.request.atUs + 2 * profile.timers.transactionMs * 1_000;
        return judged(dispatch, view.header.complete.end && view.header.endUs >= patientUs);
      }),
  accepts: [
    `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# to the national form of the number (AMB-25)
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 dest_addr_ton=2 destination_addr=5550100001 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..199]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# segments that a handset cannot put together
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=6 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# a total that never comes
     let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

function judged({ submission, groups }: Dispatch, patient: boolean): readonly Finding[] {
  const response = submission.responses[0];
  if (response === undefined || statusOf(response) !== 0) return [];
  const payload = submission.carried.data;
  const expected = `the ${payload.length} octets submitted, put together from one group of segments`;
  const sent = groups.flatMap((group) => group.transmissions);
  const evidence = [submission.request, ...sent.map(({ request }) => request), response];
  const whole = groups.map((group) => assembled(group)).filter((octets) => octets !== null);
  if (whole.some((octets) => equal(octets, payload))) {
    return [{ verdict: 'pass', evidence, expected, actual: 'the same octets' }];
  }
  if (whole.length > 0) {
    const sizes = whole.map((octets) => octets.length).join(', ');
    return [
      { verdict: 'fail', evidence, expected, actual: `success was answered, but ${sizes} other octets were delivered` },
    ];
  }
  if (carriedInPieces(sent, payload)) {
    const actual = `success was answered, and all octets came, but in ${sent.length} segments that nobody can put together (reference, total or part numbers)`;
    return [{ verdict: 'fail', evidence, expected, actual }];
  }
  return patient
    ? [{ verdict: 'fail', evidence, expected, actual: 'success was answered, but no complete group was delivered' }]
    : [
        {
          verdict: 'inconc',
          evidence,
          expected,
          actual: 'success was answered, and no complete group was delivered so far; observe for longer',
        },
      ];
}
