import { defineOracle } from '../define.ts';
import { waitedFor } from '../deadlines.ts';
import { dispatches } from '../groups.ts';
import { between } from '../neighbours.ts';
import { eventsOf, found, storyOf } from '../sendings.ts';

const EXPECTED = 'of two pushes to one handset each in one piece, and a result for both';
const TWO = `let R = pattern(400)
     let P = R[0..200]
     let Q = R[200..400]
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     ppg     > smsc    submit_sm       sequence_number=8 esm_class=0x02 message_payload=Q
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1`;
const REST = `smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`;

/** Two transactions to the same handset do not interleave, and both get a result. */
export default defineOracle({
  requirement: 'TXN-017',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = dispatches(view);
    return all.flatMap((dispatch, at) => {
      const { request, to, responses } = dispatch.submission;
      const overlapping = all
        .slice(0, at)
        .filter(({ submission }) => submission.to === to && (submission.responses[0]?.seq ?? Infinity) > request.seq);
      const [other] = overlapping;
      if (other === undefined) return [];
      const both = [other, dispatch];
      const evidence = both.flatMap(storyOf);
      const mixed = both.flatMap((one) => one.groups.flatMap((group) => between(view, one, group)));
      if (mixed.length > 0)
        return [
          found(
            'fail',
            eventsOf(both.flatMap(({ groups }) => groups.flatMap((g) => g.transmissions))),
            EXPECTED,
            'interleaved',
          ),
        ];
      const open = both.find(({ submission }) => submission.responses.length === 0);
      if (open === undefined) return [found('pass', evidence, EXPECTED, 'one after the other')];
      const from = open.submission.request;
      const isCut = view.events.some(({ kind, connection }) => kind === 'closed' && connection === from.connection);
      if (isCut) return [];
      return waitedFor(view, from.atUs, profile.timers.transactionMs)
        ? [found('fail', evidence, EXPECTED, `no result for ${responses.length === 0 ? 'the second' : 'the first'}`)]
        : [found('inconc', evidence, EXPECTED, 'a result was missing when the observation ended')];
    });
  },
  accepts: [
    `${TWO}
     ${REST}
     smsc    > handset deliver_sm      sequence_number=3 segment=1/2 reference=6 ud=Q[0..128]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=6 ud=Q[128..200]
     handset > smsc    deliver_sm_resp sequence_number=4
     smsc    > ppg     submit_sm_resp  sequence_number=8`,
    `# refused while the handset is busy: a result, too
     ${TWO}
     smsc    > ppg     submit_sm_resp  sequence_number=8 status=0x14 header_only
     ${REST}`,
  ],
  inconclusive: [
    `${TWO}
     ${REST}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the second is lost
     ${TWO}
     ${REST}
     -- ends at @300000ms --`,
    `${TWO}
     smsc    > handset deliver_sm      sequence_number=2 segment=1/2 reference=6 ud=Q[0..128]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=3
     smsc    > handset deliver_sm      sequence_number=4 segment=2/2 reference=6 ud=Q[128..200]
     handset > smsc    deliver_sm_resp sequence_number=4
     smsc    > ppg     submit_sm_resp  sequence_number=7
     smsc    > ppg     submit_sm_resp  sequence_number=8`,
  ],
});
