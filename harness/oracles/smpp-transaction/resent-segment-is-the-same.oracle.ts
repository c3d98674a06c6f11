import { defineOracle } from '../define.ts';
import { dispatches, indexOf, type Transmission } from '../groups.ts';
import { eventsOf, found, originatorOf, placeOf, sendingsOf } from '../sendings.ts';
import type { PduMessage } from '../submissions.ts';
import { equal } from '../../wire/octets.ts';
import { userData } from '../../wire/smpp/user-data.ts';

const EXPECTED = 'a segment that is sent again with the same reference, total, index and octets';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp sequence_number=2 status=0x64
     smsc    > handset deliver_sm      sequence_number=3`;

/** A resent segment has the same reference, total, index and data as when it failed. */
export default defineOracle({
  requirement: 'TXN-005',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      // What a broken header says of its place is nothing.
      const sent = sendingsOf(dispatch).filter(({ request }) => !hasBrokenHeader(request));
      return sent.flatMap((again, at) => {
        const first = sent.slice(0, at).findLast((one) => isSamePart(one, again));
        if (first === undefined) return [];
        const difference = differenceOf(first, again);
        const evidence = [dispatch.submission.request, ...eventsOf([first, again])];
        return [
          difference === null
            ? found('pass', evidence, EXPECTED, `segment ${indexOf(again)} again, the same`)
            : found('fail', evidence, EXPECTED, `segment ${indexOf(again)} again, with another ${difference}`),
        ];
      });
    }),
  accepts: [`${PUSH} segment=2/2 reference=5 ud=P[128..200]`],
  rejects: [
    `${PUSH} segment=2/2 reference=6 ud=P[128..200]`,
    `${PUSH} segment=2/3 reference=5 ud=P[128..200]`,
    `${PUSH} segment=2/2 reference=5 ud=P[128..199]`,
  ],
});

function hasBrokenHeader({ message: { pdu } }: PduMessage): boolean {
  const { udh } = userData(pdu);
  const isMisshapen = ({ iei, octets }: { iei: number; octets: Uint8Array }): boolean =>
    (iei === 0x00 && octets.length !== 3) || (iei === 0x08 && octets.length !== 4);
  return udh !== null && (udh.problems.length > 0 || udh.ies.some(isMisshapen));
}

/** By what both say of their place; a place that only one of them has makes another part, unless the octets are the same. */
function isSamePart(one: Transmission, other: Transmission): boolean {
  const [place, otherPlace] = [placeOf(one), placeOf(other)];
  if ((place === null) !== (otherPlace === null)) return equal(one.data, other.data);
  return place?.index === otherPlace?.index;
}

function differenceOf(first: Transmission, again: Transmission): string | null {
  const [was, is] = [placeOf(first), placeOf(again)];
  if (was?.by !== is?.by || was?.bits !== is?.bits) return 'kind of concatenation';
  if (was?.reference !== is?.reference) return `reference: ${is?.reference ?? 0} instead of ${was?.reference ?? 0}`;
  if (was?.total !== is?.total) return `total: ${is?.total ?? 0} instead of ${was?.total ?? 0}`;
  if (originatorOf(first) !== originatorOf(again)) return `originator: ${originatorOf(again)}`;
  return equal(first.data, again.data) ? null : 'content';
}
