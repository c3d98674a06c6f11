import { defineOracle } from '../define.ts';
import { assembled, carriedInPieces, dispatches, type Dispatch, type Group } from '../groups.ts';
import { equal } from '../../wire/octets.ts';
import type { View } from '../../trace/view.ts';
import type { Finding } from '../../trace/finding.ts';

/** The payloads of a group's segments, put together in order, are exactly the octets submitted. */
export default defineOracle({
  requirement: 'SEG-004',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    const patienceUs = 2 * profile.timers.transactionMs * 1_000;
    return all
      .filter(({ submission }) => submission.alphabet !== 'gsm7')
      .flatMap((dispatch) => judged(dispatch, markerPassed(dispatch, all) || patient(dispatch, view, patienceUs)));
  },
  accepts: [
    `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# a payload that brings its own header: only what follows it is text
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x42 message_payload=hex 06 05 04 0b84 23f0 + P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# a failed group may be incomplete
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=6 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..134]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=6 status=0xfe header_only
     let Q = hex 91 92 93 94 95 96 97 98 99 9a
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=Q
     smsc    > handset deliver_sm      sequence_number=3 udh=0605040b8423f0 ud=Q
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  inconclusive: [
    `let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the last octet lost
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..133]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# the last segment never came, and success was answered
     let P = pattern(134)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7
     -- ends at @200000ms --`,
    `# one octet too many
     let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P + hex 00
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

function judged({ submission, groups }: Dispatch, restIsLost: boolean): readonly Finding[] {
  const payload = submission.carried.data;
  const expected = `${payload.length} octets, as submitted`;
  const whole = groups.flatMap((group) => {
    const octets = assembled(group);
    return octets === null ? [] : [{ group, octets }];
  });
  if (whole.length === 0) return missing(groups, submission, restIsLost);
  return whole.map(({ group, octets }): Finding => {
    const evidence = [submission.request, ...group.transmissions.map(({ request }) => request)];
    return equal(octets, payload)
      ? { verdict: 'pass', evidence, expected, actual: `${octets.length} octets, identical` }
      : { verdict: 'fail', evidence, expected, actual: difference(octets, payload) };
  });
}

/** Success was answered, but no complete group was seen. */
function missing(
  groups: readonly Group[],
  submission: Dispatch['submission'],
  restIsLost: boolean,
): readonly Finding[] {
  const response = submission.responses[0];
  if (response?.message.pdu.command_status !== 0) return [];
  const sent = groups.flatMap((group) => group.transmissions);
  const evidence = [submission.request, ...sent.map(({ request }) => request), response];
  const expected = `all ${submission.carried.data.length} octets submitted`;
  if (carriedInPieces(sent, submission.carried.data)) {
    const actual = `all ${submission.carried.data.length} octets came, in segments that make no group (reference, total or part numbers)`;
    return [{ verdict: 'inconc', evidence, expected, actual }];
  }
  const seen = sent.reduce((sum, { data }) => sum + data.length, 0);
  return restIsLost
    ? [{ verdict: 'fail', evidence, expected, actual: `success was answered, but only ${seen} octets came` }]
    : [
        {
          verdict: 'inconc',
          evidence,
          expected,
          actual: `success was answered and ${seen} octets came so far; observe for longer to be sure that the rest is lost`,
        },
      ];
}

/** A later push to the same number came through whole: what had not come by then is lost. */
function markerPassed({ submission }: Dispatch, all: readonly Dispatch[]): boolean {
  const response = submission.responses[0];
  return all.some(
    (other) =>
      response !== undefined &&
      other.submission.to === submission.to &&
      other.submission.request.seq > response.seq &&
      other.groups.some((group) => assembled(group) !== null),
  );
}

function patient({ submission }: Dispatch, view: View, patienceUs: number): boolean {
  const response = submission.responses[0];
  return response !== undefined && view.header.complete.end && view.header.endUs >= response.atUs + patienceUs;
}

function difference(octets: Uint8Array, payload: Uint8Array): string {
  const at = payload.findIndex((octet, offset) => octet !== octets[offset]);
  if (at === -1) return `${octets.length} octets: ${octets.length - payload.length} more than submitted`;
  if (at === octets.length) return `${octets.length} octets: the last ${payload.length - octets.length} are missing`;
  return `${octets.length} octets, different from offset ${at} on`;
}
