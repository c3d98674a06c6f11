import { defineOracle } from '../define.ts';
import { dispatches, indexOf } from '../groups.ts';
import { found, firstSendings } from '../sendings.ts';

const EXPECTED = 'first transmissions in ascending order of their segments';
const PUSH = `let P = pattern(300)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P`;

/** The segments of a group are sent for the first time in ascending order; repetitions may come whenever (AMB-07). */
export default defineOracle({
  requirement: 'STP-05',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap(({ submission, groups }) =>
      groups.flatMap((group) => {
        const firsts = firstSendings(group);
        // Across two connections each is read in its own time.
        const connections = new Set(firsts.map(({ request }) => request.connection));
        if (firsts.length < 2 || connections.size > 1) return [];
        const indices = firsts.map(indexOf);
        const ascends = indices.every((index, at) => at === 0 || index > (indices[at - 1] ?? 0));
        const evidence = [submission.request, ...firsts.map(({ request }) => request)];
        return [found(ascends ? 'pass' : 'fail', evidence, EXPECTED, indices.join(', '))];
      }),
    ),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     smsc    > handset deliver_sm      sequence_number=3 segment=3/3 reference=5 ud=P[256..300]`,
    `# in rounds
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=5 ud=P[128..256]
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x64
     smsc    > handset deliver_sm      sequence_number=3 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=4 segment=3/3 reference=5 ud=P[256..300]`,
  ],
  rejects: [
    `# the last first
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=3/3 reference=5 ud=P[256..300]
     smsc    > handset deliver_sm      sequence_number=2 segment=1/3 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=3 segment=2/3 reference=5 ud=P[128..256]`,
  ],
});
