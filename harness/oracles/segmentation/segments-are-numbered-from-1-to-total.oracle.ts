import { defineOracle } from '../define.ts';
import { acknowledged, dispatches, type Dispatch } from '../groups.ts';
import { eventsOf, found, placeOf, sendingsOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'indices from 1 to total, and as many segments as the total says';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** The segments of a push are numbered from 1 to their total, and there are that many. */
export default defineOracle({
  requirement: 'SEG-006',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => dispatches(view).flatMap(judged),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# alone, under a 1/1 element (AMB-47)
     let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/1 reference=5 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     data_sm_resp    sequence_number=7`,
  ],
  rejects: [
    `# from 0
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0b05040b8423f00003050200 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0b05040b8423f00003050201 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# total one too many
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# total one too few
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0b05040b8423f00003050101 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 udh=0b05040b8423f00003050102 ud=P[128..200]`,
  ],
});

function judged(dispatch: Dispatch): readonly Finding[] {
  const sent = sendingsOf(dispatch).flatMap((one) => {
    const place = placeOf(one);
    return place === null ? [] : [{ one, place }];
  });
  const { request, responses } = dispatch.submission;
  const wrong = sent.find(({ place: { index, total } }) => index === 0 || index > total);
  if (wrong !== undefined) {
    const { index, total } = wrong.place;
    return [found('fail', [request, wrong.one.request], EXPECTED, `a segment that says it is ${index} of ${total}`)];
  }
  const [response] = responses;
  const isOver = response !== undefined && statusOf(response) === 0;
  // How far a group that failed came says nothing; what was acknowledged and reported as success was all.
  if (sent.length === 0 || !isOver || !sendingsOf(dispatch).some(acknowledged)) return [];
  const failed = sendingsOf(dispatch).some((one) => !acknowledged(one));
  const indices = new Set(sent.map(({ place }) => place.index));
  const totals = [...new Set(sent.map(({ place }) => place.total))];
  const evidence = [request, ...eventsOf(sent.map(({ one }) => one)), response];
  if (totals.length === 1 && indices.size === totals[0]) {
    return [found('pass', evidence, EXPECTED, `1 to ${indices.size}, and ${indices.size} segments`)];
  }
  if (failed) return [];
  return [
    found('fail', evidence, EXPECTED, `${indices.size} segments of which each says ${totals.join(' or ')} in all`),
  ];
}
