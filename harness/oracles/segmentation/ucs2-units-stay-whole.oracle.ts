import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found } from '../sendings.ts';
import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { leadingParts } from './septets.ts';

const EXPECTED = 'whole UCS2 units in each segment, that is an even number of octets behind the header';
const TEXT = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=8 message_payload=P`;

/** No UCS2 unit is split: with a header of an odd number of octets a TP-UD has at most 139 (23.040, 9.2.3.24.1). */
export default defineOracle({
  requirement: 'SEG-017',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission: { alphabet, carried } }) => alphabet === 'ucs2' && carried.data.length % 2 === 0)
      .flatMap(({ submission, groups }) =>
        groups.flatMap((group) => {
          const parts = leadingParts(group).filter(
            ({ request }) => alphabetOf(uint(request.message.pdu, 'data_coding')) === 'ucs2',
          );
          if (group.total < 2 || parts.length === 0) return [];
          const evidence = [submission.request, ...eventsOf(parts)];
          const split = parts.find(({ data }) => data.length % 2 !== 0);
          return split === undefined
            ? [found('pass', evidence, EXPECTED, `${parts.map(({ data }) => data.length).join(', ')} octets`)]
            : [found('fail', evidence, EXPECTED, `${split.data.length} octets`)];
        }),
      ),
  accepts: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=8 segment=1/2 reference=5 bits=16 ports=none ud=P[0..132]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=8 segment=2/2 reference=5 bits=16 ports=none ud=P[132..200]`,
  ],
  rejects: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=8 segment=1/2 reference=5 bits=16 ports=none ud=P[0..133]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=8 segment=2/2 reference=5 bits=16 ports=none ud=P[133..200]`,
  ],
});
