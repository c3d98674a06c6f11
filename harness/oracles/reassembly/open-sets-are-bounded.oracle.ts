import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import { equal } from '../../wire/octets.ts';
import { isOverdue } from '../answering.ts';
import { PUSH_PORT, type Arrival } from '../arrivals.ts';
import { mustBePresented } from '../offers.ts';
import { acknowledged } from '../groups.ts';
import { FLOOD, overfull } from '../memory.ts';
import { isOver, reassembly, timesShown, type Reassembly } from '../presented.ts';

const EXPECTED = 'beyond its limit a handset refuses, or drops old sets, and goes on';

/** Incomplete messages are bounded: beyond the limit segments are refused or old sets dropped, and the handset goes on (AMB-55). */
export default defineOracle({
  requirement: 'RSM-017',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    const { surplus, completedAfterwards } = overfull(all, profile);
    const [first] = surplus;
    if (first === undefined) return fellSilent(all);
    const kept = completedAfterwards.filter((set) => timesShown(set, all).exact.length > 0);
    const found = (verdict: Finding['verdict'], actual: string): readonly Finding[] => [
      { verdict, evidence: surplus.slice(0, 3).map(({ request }) => request), expected: EXPECTED, actual },
    ];
    const silent = all.arrivals.filter((one) => one.answer === null && isOverdue(one, view, profile));
    if (silent.length > 0) return found('fail', `${silent.length} short messages were never answered`);
    const lost = lonePushes(all).filter((one) => one.request.seq > first.request.seq && isLost(one, all));
    if (lost.length > 0) return found('fail', 'a push that came afterwards was acknowledged, and never presented');
    if (surplus.some((one) => !acknowledged(one))) return found('pass', 'beyond its limit it refused');
    if (!view.header.complete.end) return found('inconc', 'the observation was cut off');
    if (completedAfterwards.length === 0)
      return found('inconc', 'no old set was completed, so what it kept is not known');
    if (kept.length === 0) return found('pass', 'old sets were dropped');
    if (profile.handset.openSets !== undefined)
      return found('fail', `it kept more than the ${profile.handset.openSets} open sets that it states`);
    return found('inconc', `no limit was seen at ${FLOOD} open sets and more: state handset.openSets`);
  },
  accepts: [
    `# the 65th is refused
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     ${begun(64)}
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65 status=ESME_RMSGQFUL
     smsc > handset deliver_sm sequence_number=90 udh=0605040b8423f0 ud=Q
     handset > smsc deliver_sm_resp sequence_number=90
     handset > user inbox to=15550100001 octets=Q`,
    `# the oldest was dropped
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     ${begun(65)}
     smsc > handset deliver_sm sequence_number=80 segment=2/2 reference=1 bits=16 ud=P[200..240]
     handset > smsc deliver_sm_resp sequence_number=80
     smsc > handset deliver_sm sequence_number=90 udh=0605040b8423f0 ud=Q
     handset > smsc deliver_sm_resp sequence_number=90
     handset > user inbox to=15550100001 octets=Q`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     ${begun(65)}
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# all are kept
     let P = hex 01 06 03 be af 84 + pattern(300)
     ${begun(65)}
     smsc > handset deliver_sm sequence_number=80 segment=2/2 reference=1 bits=16 ud=P[200..240]
     handset > smsc deliver_sm_resp sequence_number=80
     handset > user inbox to=15550100001 octets=P[1..41] + P[200..240]`,
    `# it does not go on
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     ${begun(64)}
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65 status=ESME_RMSGQFUL
     smsc > handset deliver_sm sequence_number=90 udh=0605040b8423f0 ud=Q
     handset > smsc deliver_sm_resp sequence_number=90`,
  ],
});

/** Incomplete messages at which silence is no accident. */
const MANY_OPEN = 8;

/** It answered until it had so many incomplete messages, and nothing from then on. */
function fellSilent({ arrivals, sets, view, profile }: Reassembly): readonly Finding[] {
  const lastAnswered = arrivals.findLastIndex(({ answer }) => answer !== null);
  const [since, ...others] = arrivals.slice(lastAnswered + 1);
  const open = sets.filter(({ completedBy, arrivals: [first] }) => completedBy === null && acknowledged(first)).length;
  if (since === undefined || others.length === 0 || open < MANY_OPEN || !isOverdue(since, view, profile)) return [];
  const evidence = [since, ...others.slice(0, 2)].map(({ request }) => request);
  const actual = `with ${open} incomplete messages it answered nothing any more`;
  return [{ verdict: 'fail', evidence, expected: EXPECTED, actual }];
}

function lonePushes({ arrivals }: Reassembly): readonly Arrival[] {
  return arrivals.filter(
    (one) => one.concatenation === null && one.isSound && one.port === PUSH_PORT && mustBePresented(one.data),
  );
}

function isLost(one: Arrival, { shown, view }: Reassembly): boolean {
  return (
    acknowledged(one) &&
    isOver(view, one.request) &&
    !shown.some(({ to, octets }) => to === one.to && equal(octets, one.data))
  );
}

/** So many sets begun one after another, each first segment acknowledged. */
function begun(sets: number): string {
  return Array.from({ length: sets }, (_, at) => at + 1)
    .flatMap((set) => [
      `smsc > handset deliver_sm sequence_number=${set} segment=1/2 reference=${set} bits=16 ud=P[${set}..${set + 40}]`,
      `handset > smsc deliver_sm_resp sequence_number=${set}`,
    ])
    .join('\n     ');
}
