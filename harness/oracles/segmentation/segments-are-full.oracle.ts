import { defineOracle } from '../define.ts';
import { dispatches, type Transmission } from '../groups.ts';
import { eventsOf, found } from '../sendings.ts';
import type { Submission } from '../submissions.ts';
import { capacity, MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { leadingParts } from './septets.ts';

const EXPECTED = 'each segment but the last as full as its header lets it be, less what must not be separated';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** All segments but the last are full: our decision, as any split within the limits is legal (AMB-47). */
export default defineOracle({
  requirement: 'SEG-021',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap(({ submission, groups }) =>
      groups.flatMap((group) => {
        const parts = leadingParts(group).filter((_, before) => before < group.total - 1);
        if (parts.length === 0) return [];
        const evidence = [submission.request, ...eventsOf(parts)];
        const at = parts.findIndex((part) => part.data.length < leastOctets(part, submission));
        return at === -1
          ? [found('pass', evidence, EXPECTED, `${parts[0]?.data.length ?? 0} octets in the first of ${group.total}`)]
          : [found('fail', evidence, EXPECTED, `${parts[at]?.data.length ?? 0} octets in segment ${at + 1}`)];
      }),
    ),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`,
    `# one septet less, as an escape would have stood last
     let T = text "0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ9876543210zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQPONMLKJIHGFEDCBA0000abcd"
     let P = T + hex 1b 65 + pattern(20)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0 segment=1/2 reference=5 ports=none ud=P[0..152]`,
  ],
  rejects: [
    `# two equal halves
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..100]
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[100..200]`,
  ],
});

/** Octets behind the header; text stands one septet an octet, or packed (AMB-24). */
function leastOctets({ sizeOctets, data }: Transmission, { alphabet }: Submission): number {
  const headerOctets = sizeOctets - data.length;
  if (alphabet === '8bit') return MAX_UD_OCTETS - headerOctets;
  if (alphabet === 'ucs2') return 2 * (capacity('ucs2', headerOctets) - 1);
  const septets = capacity('gsm7', headerOctets) - 1;
  return sizeOctets > MAX_UD_OCTETS ? septets : Math.ceil((septets * 7) / 8);
}
