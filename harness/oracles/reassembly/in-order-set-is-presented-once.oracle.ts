import { defineOracle } from '../define.ts';
import { acknowledged, assembled, groupsOf, indexOf, transmissions, type Group } from '../groups.ts';
import { isUniform } from '../arrivals.ts';
import { owedAlone } from '../delivered.ts';
import { mustBePresented } from '../offers.ts';
import { inboxOf } from '../inbox.ts';
import { isPlain, isUndisturbed, owed, reassembly } from '../presented.ts';
import { equal } from '../../wire/octets.ts';
import type { Profile } from '../../core/profile.ts';
import type { View } from '../../trace/view.ts';
import type { Finding } from '../../trace/finding.ts';

/** OTA 6: where connectionless pushes go. */
const PUSH_PORT = 2948;
/** How long a handset may take to show what is complete. */
const PRESENTATION_US = 2_000_000;
const EXPECTED = 'the push presented once, byte for byte, without any header of its segments';

/** A set of segments that arrives in order is presented once, byte-exact. */
export default defineOracle({
  requirement: 'RSM-001',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const clear = unmistakable(view, profile);
    return groupsOf(transmissions(view))
      .filter(({ transmissions: [first] }) => first !== undefined && clear.has(first.request.seq))
      .flatMap((group) => judged(group, view));
  },
  accepts: [
    `let P = hex 01 06 03 be af 84 + pattern(160)
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..166]
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           to=15550100001 octets=P`,
    `let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > user    inbox           to=15550100001 octets=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# segments of two codings are no set; the push after them is one
     let P = hex 01 06 03 be af 84 + pattern(160)
     let Q = hex 02 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 data_coding=0xf5 ud=P[128..166]
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 udh=0605040b8423f0 ud=Q
     handset > user    inbox           to=15550100001 octets=Q
     handset > smsc    deliver_sm_resp sequence_number=3
     -- ends at @100000ms --`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the header left in the body
     let P = hex 01 06 03 be af 84 + pattern(160)
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..166]
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           to=15550100001 octets=hex 0b 05 04 0b84 23f0 00 03 05 02 01 + P
     -- ends at @100000ms --`,
    `# shown twice
     let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           to=15550100001 octets=P
     handset > user    inbox           to=15550100001 octets=P`,
    `# acknowledged, and never shown
     let P = hex 01 06 03 be af 84 + pattern(60)
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1
     -- observed sm: smsc handset; push: handset --
     -- ends at @100000ms --`,
  ],
});

/** First segments of sets that no handset may take for others, and lone messages without an oddity in their header. */
function unmistakable(view: View, profile: Profile): ReadonlySet<number> {
  const all = reassembly(view, profile);
  return new Set([
    ...owed(all)
      .filter((set) => isPlain(set) && isUndisturbed(set, all))
      .map(({ arrivals: [first] }) => first.request.seq),
    ...owedAlone(view, profile),
  ]);
}

function judged(group: Group, view: View): readonly Finding[] {
  const first = group.transmissions[0];
  const last = group.transmissions.at(-1);
  const octets = assembled(group);
  if (first === undefined || last === undefined || octets === null) return [];
  const inOrder = group.transmissions.every((one, at) => indexOf(one) === at + 1 && acknowledged(one));
  if (!inOrder || first.port !== PUSH_PORT || !isUniform(group.transmissions) || !mustBePresented(octets)) return [];
  const shown = inboxOf(view).filter((one) => one.to === first.to && one.event.seq > last.request.seq);
  const exact = shown.filter((one) => equal(one.octets, octets));
  const requests = group.transmissions.map(({ request }) => request);
  // As it should be, what else was shown is no part of it.
  const own = exact.length > 0 ? exact : shown;
  const evidence = [...requests, ...own.map(({ event }) => event)];
  const sameSets = groupsOf(transmissions(view)).filter((other) => {
    const otherOctets = assembled(other);
    return otherOctets !== null && equal(otherOctets, octets);
  });
  if (exact.length >= 1 && exact.length <= sameSets.length) {
    return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: `${octets.length} octets, identical` }];
  }
  if (exact.length > sameSets.length) {
    return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: `presented ${exact.length} times` }];
  }
  if (!view.header.complete.end || view.header.endUs < last.request.atUs + PRESENTATION_US) {
    const actual = 'not presented so far; the observation ended too early to be sure';
    return [{ verdict: 'inconc', evidence, expected: EXPECTED, actual }];
  }
  const actual =
    shown.length === 0
      ? 'acknowledged, and never presented'
      : `other octets were presented (${shown.map((one) => one.octets.length).join(', ')})`;
  return [{ verdict: 'fail', evidence, expected: EXPECTED, actual }];
}
