import { defineOracle } from '../define.ts';
import { acknowledged, dispatches, type Dispatch, type Transmission } from '../groups.ts';
import { eventsOf, found, originatorOf, placeOf, sendingsOf, type Place } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the same reference, total, kind of element and originating address in all segments of one message';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** All segments of a message have the same reference, total, kind of concatenation element and originator. */
export default defineOracle({
  requirement: 'SEG-007',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => dispatches(view).flatMap(judged),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`,
    `# begun anew under another reference: each group agrees with itself
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=1/2 reference=6 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=6 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=4
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# a reference for each segment
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=6 ud=P[128..200]`,
    `# 8 and 16 bits
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..127]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 bits=16 ud=P[127..200]`,
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 source_addr=10658001 ud=P[128..200]`,
    `# the second, refused once, goes out again under another reference, and success is answered
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=6 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

type Sending = { readonly one: Transmission; readonly place: Place };

function judged(dispatch: Dispatch): readonly Finding[] {
  const sent: readonly Sending[] = sendingsOf(dispatch).flatMap((one) => {
    const place = placeOf(one);
    return place === null ? [] : [{ one, place }];
  });
  const groups = new Map<string, Sending[]>();
  for (const sending of sent) {
    const { by, bits, reference, total } = sending.place;
    const key = `${by} of ${bits} bits, reference ${reference}, total ${total}, from ${originatorOf(sending.one)}`;
    groups.set(key, [...(groups.get(key) ?? []), sending]);
  }
  const { request, responses } = dispatch.submission;
  const evidence = [request, ...eventsOf(sent.map(({ one }) => one)), ...responses];
  const all = [...groups.values()];
  if (groups.size === 1) {
    return indicesOf(sent).size > 1
      ? [found('pass', evidence, EXPECTED, `in all: ${[...groups.keys()][0] ?? ''}`)]
      : [];
  }
  if (groups.size === 0) return [];
  const differing = found('fail', evidence, EXPECTED, [...groups.keys()].join('; '));
  const taken = all.map((group) => group.filter(({ one }) => acknowledged(one)));
  if (taken.some(isWhole)) return [found('pass', evidence, EXPECTED, 'a whole group under one reference')];
  const [response] = responses;
  const succeeded = response !== undefined && statusOf(response) === 0;
  if (succeeded && isWhole(taken.flat())) return [differing];
  if (all.some(isWhole)) return [];
  // Each attempt begins with segment 1; what does not is a segment under a reference of its own.
  return all.some((group) => !indicesOf(group).has(1)) ? [differing] : [];
}

function indicesOf(group: readonly Sending[]): ReadonlySet<number> {
  return new Set(group.map(({ place }) => place.index));
}

function isWhole(group: readonly Sending[]): boolean {
  const [first] = group;
  return first !== undefined && indicesOf(group).size >= first.place.total;
}
