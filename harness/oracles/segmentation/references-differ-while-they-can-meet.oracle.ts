import { defineOracle } from '../define.ts';
import type { Profile } from '../../core/profile.ts';
import { dispatches, type Dispatch } from '../groups.ts';
import { found, originatorOf, placeOf, sendingsOf } from '../sendings.ts';
import type { View } from '../../trace/view.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED =
  'another reference than that of any message from the same originator which a handset may still be putting together';
const first = (sequence: number, reference: number, push: string, more = ''): string =>
  `smsc    > handset deliver_sm      sequence_number=${sequence} segment=1/2 reference=${reference} ud=${push}[0..128] ${more}
     smsc    > handset deliver_sm      sequence_number=${sequence + 1} segment=2/2 reference=${reference} ud=${push}[128..200] ${more}`;
const TWO = `let R = pattern(400)
     let P = R[0..200]
     let Q = R[200..400]
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     ppg     > smsc    submit_sm       sequence_number=8 esm_class=0x02 message_payload=Q`;

/** Messages from one originator to one destination that can overlap have different references. */
export default defineOracle({
  requirement: 'SEG-008',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const messages = dispatches(view).flatMap((dispatch) => messageOf(dispatch));
    return messages.flatMap((later, at) => {
      const earlier = messages
        .slice(0, at)
        .filter((one) => one.originator === later.originator && one.bits === later.bits);
      return earlier.length === 0 ? [] : judged(later, earlier, view, profile);
    });
  },
  accepts: [
    `${TWO}
     ${first(1, 5, 'P')}
     ${first(3, 6, 'Q')}`,
    `# another originator
     ${TWO}
     ${first(1, 5, 'P')}
     ${first(3, 5, 'Q', 'source_addr=10658001')}
     ppg     > smsc    submit_sm       sequence_number=9 esm_class=0x02 message_payload=pattern(600)[400..600]
     smsc    > handset deliver_sm      sequence_number=5 segment=1/2 reference=7 ud=pattern(600)[400..500]
     smsc    > handset deliver_sm      sequence_number=6 segment=2/2 reference=7 ud=pattern(600)[500..600]`,
    `# used again when no handset can still be waiting
     ${TWO}
     ${first(1, 5, 'P')}
     @60000ms ${first(3, 5, 'Q')}`,
  ],
  inconclusive: [
    `# a counter for all destinations may have come round behind our back (AMB-47)
     ${TWO}
     ${first(1, 5, 'P')}
     @2000ms ${first(3, 5, 'Q')}
     -- mirrored smsc --`,
  ],
  rejects: [
    `# always the same
     ${TWO}
     ${first(1, 5, 'P')}
     ${first(3, 5, 'Q')}`,
    `# 16 bits that do not count
     ${TWO}
     ${first(1, 500, 'P', 'bits=16')}
     @2000ms ${first(3, 500, 'Q', 'bits=16')}`,
  ],
});

type Sent = ReturnType<typeof messageOf>[number];

/** The first group of a push in several segments. */
function messageOf(dispatch: Dispatch) {
  const sent = sendingsOf(dispatch);
  const begin = sent.find((one) => placeOf(one) !== null);
  const place = begin === undefined ? null : placeOf(begin);
  if (begin === undefined || place === null || place.total < 2) return [];
  const group = sent.filter((one) => placeOf(one)?.reference === place.reference);
  const end = group.at(-1) ?? begin;
  return [{ ...place, begin: begin.request, end: end.request, originator: originatorOf(begin) }];
}

function judged(
  later: Sent,
  earlier: readonly Sent[],
  view: View,
  { timers, limits, smpp }: Profile,
): readonly Finding[] {
  const same = earlier.filter(({ reference }) => reference === later.reference).at(-1);
  if (same === undefined) {
    return [found('pass', [later.begin], EXPECTED, `reference ${later.reference}, after ${earlier.length} others`)];
  }
  const sinceUs = later.begin.atUs - same.end.atUs;
  const between = earlier.length - earlier.indexOf(same);
  const evidence = [same.begin, same.end, later.begin];
  const what = `reference ${later.reference} again after ${Math.round(sinceUs / 1_000)} ms and ${between - 1} other messages`;
  // Kind D: well within the time in which a handset puts segments together.
  if (sinceUs > 0.8 * timers.reassemblyMs * 1_000 - 100_000)
    return [found('pass', evidence, EXPECTED, `${what}: no handset waits so long`)];
  const counter = 2 ** later.bits;
  if (between >= counter) return [found('pass', evidence, EXPECTED, `${what}: the counter came round`)];
  const elsewhere = Math.ceil((sinceUs / 1_000_000) * limits.submitPerSecond) + smpp.window;
  const mayHaveComeRound = view.header.mirrored.includes('smsc') && between + elsewhere >= counter;
  if (mayHaveComeRound)
    return [
      found(
        'inconc',
        evidence,
        EXPECTED,
        `${what}; a counter for all destinations may have come round: lower limits.submitPerSecond`,
      ),
    ];
  return [found('fail', evidence, EXPECTED, what)];
}
