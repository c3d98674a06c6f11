import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, firstSendings, found } from '../sendings.ts';

const EXPECTED = 'no segment without content behind a push that fills its segments exactly';
const PUSH = `let P = pattern(256)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1`;

/** A push that is an exact multiple of what a segment holds has no empty segment at its end. */
export default defineOracle({
  requirement: 'SEG-005',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap(({ submission, groups }) =>
      groups.flatMap((group) => {
        const parts = firstSendings(group);
        const [first] = parts;
        if (group.total < 2 || first === undefined) return [];
        const evidence = [submission.request, ...eventsOf(parts)];
        const empty = parts.find(({ data }) => data.length === 0);
        if (empty !== undefined) return [found('fail', evidence, EXPECTED, 'a segment with a header and nothing else')];
        const isExact = submission.carried.data.length % Math.max(1, first.data.length) === 0;
        return isExact && parts.length === group.total
          ? [found('pass', evidence, EXPECTED, `${group.total} full segments`)]
          : [];
      }),
    ),
  accepts: [
    `${PUSH} segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..256]`,
  ],
  rejects: [
    `${PUSH} segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..256]`,
  ],
});
