import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found } from '../sendings.ts';
import { leadingParts } from './septets.ts';

const EXPECTED = 'both units of a surrogate pair in one segment';
const TEXT = `let P = hex 63a8 9001 d83d de00 4e1a
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=8 message_payload=P`;

/** Surrogate pairs are not separated: our decision, as 23.040 knows only units. */
export default defineOracle({
  requirement: 'SEG-018',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission: { alphabet, carried } }) => alphabet === 'ucs2' && hasSurrogates(carried.data))
      .flatMap(({ submission, groups }) =>
        groups.flatMap((group) => {
          const parts = leadingParts(group);
          if (group.total < 2 || parts.length === 0) return [];
          const evidence = [submission.request, ...eventsOf(parts)];
          const at = parts.findIndex(({ data }, before) => before < group.total - 1 && isHigh(data.at(-2)));
          return at === -1
            ? [found('pass', evidence, EXPECTED, 'no high surrogate at the end of a segment')]
            : [found('fail', evidence, EXPECTED, `segment ${at + 1} ends with a high surrogate`)];
        }),
      ),
  accepts: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=8 segment=1/2 reference=5 ports=none ud=P[0..4]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=8 segment=2/2 reference=5 ports=none ud=P[4..10]`,
  ],
  rejects: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=8 segment=1/2 reference=5 ports=none ud=P[0..6]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=8 segment=2/2 reference=5 ports=none ud=P[6..10]`,
  ],
});

function isHigh(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0xd8 && octet <= 0xdb;
}

function hasSurrogates(text: Uint8Array): boolean {
  return text.some((octet, at) => at % 2 === 0 && isHigh(octet));
}
