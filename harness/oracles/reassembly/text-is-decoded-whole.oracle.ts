import { defineOracle } from '../define.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';
import { alphabetOf, type Alphabet } from '../../wire/sm/data-coding.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import { isUniform, type Arrival, type ArrivedSet } from '../arrivals.ts';
import { evidenceOf, isOver, isUndisturbed, reassembly, type Reassembly } from '../presented.ts';
import { showsText } from '../renderings.ts';

const EXPECTED = 'the text of all segments, without a shifted or a lost character';

/** Text in segments is put together without shifting it by fill bits, or losing a character at a cut. */
export default defineOracle({
  requirement: 'RSM-021',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) => {
    const all = reassembly(view, profile);
    return textSets(all)
      .filter((set) => showsLoneText(all, alphabetIn(set.arrivals[0])))
      .map((set) => judged(set, all));
  },
  unseen: (view, { profile }) => whyUnseen(view, profile),
  accepts: [
    `smsc > handset deliver_sm sequence_number=1 data_coding=0 short_message=text "alone"
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=text "alone"
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ports=none data_coding=0 ud=text "first {" + hex 1b
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ports=none data_coding=0 ud=hex 65 + text " last"
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=text "first " + hex c3a4e282ac + text " last"`,
    `# UCS2, shown in UTF-8
     smsc > handset deliver_sm sequence_number=1 data_coding=8 short_message=hex 63a8
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=hex e68ea8
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ports=none data_coding=8 ud=hex 63a8
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ports=none data_coding=8 ud=hex d83dde00
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=hex e68ea8f09f9880`,
  ],
  inconclusive: [
    `smsc > handset deliver_sm sequence_number=1 data_coding=0 short_message=text "alone"
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=text "alone"
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ports=none data_coding=0 ud=text "first"
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ports=none data_coding=0 ud=text " last"
     handset > smsc deliver_sm_resp sequence_number=3
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# the fill bit is taken for text: each septet is shifted by one
     smsc > handset deliver_sm sequence_number=1 data_coding=0 short_message=text "alone"
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=text "alone"
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ports=none data_coding=0 ud=text "first"
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ports=none data_coding=0 ud=text " last"
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=hex 4c5265676840596367`,
    `# the character at the cut is lost
     smsc > handset deliver_sm sequence_number=1 data_coding=8 short_message=hex 63a8
     handset > smsc deliver_sm_resp sequence_number=1
     handset > user inbox to=15550100001 octets=hex 63a8
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=5 ports=none data_coding=8 ud=hex 63a8d83d
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=2/2 reference=5 ports=none data_coding=8 ud=hex de005c3e
     handset > smsc deliver_sm_resp sequence_number=3
     handset > user inbox to=15550100001 octets=hex 63a8fffdfffd5c3e`,
  ],
});

function alphabetIn({ request }: Arrival): Alphabet {
  return alphabetOf(uint(request.message.pdu, 'data_coding'));
}

/** Complete sets of text for no application, which no handset can take for another. */
function textSets(all: Reassembly): readonly ArrivedSet[] {
  return all.sets.filter(
    (set) =>
      set.octets !== null &&
      set.numbering.total > 1 &&
      alphabetIn(set.arrivals[0]) !== '8bit' &&
      set.arrivals.every(({ port }) => port === null) &&
      isUniform(set.arrivals) &&
      isUndisturbed(set, all),
  );
}

/** Whether it has shown one text of one short message in this alphabet: not every handset shows text, nor septets as they come (AMB-24). */
function showsLoneText({ arrivals, shown }: Reassembly, alphabet: Alphabet): boolean {
  return arrivals.some(
    (one) =>
      one.concatenation === null &&
      one.port === null &&
      alphabetIn(one) === alphabet &&
      shown.some(({ to, octets }) => to === one.to && showsText(octets, one.data, alphabet)),
  );
}

function judged(set: ArrivedSet, all: Reassembly): Finding {
  const { completedBy, octets: carried, to } = set;
  const alphabet = alphabetIn(set.arrivals[0]);
  const later = all.shown.filter((one) => one.to === to && one.event.seq > (completedBy?.request.seq ?? 0));
  const exact = later.filter(({ octets }) => carried !== null && showsText(octets, carried, alphabet));
  const found = (verdict: Finding['verdict'], actual: string): Finding => ({
    verdict,
    evidence: evidenceOf([set], later),
    expected: EXPECTED,
    actual,
  });
  if (exact.length > 0) return found('pass', 'the text');
  if (completedBy === null || !isOver(all.view, completedBy.request))
    return found('inconc', 'not presented so far; the observation ended too early to be sure');
  const others = later.map(({ octets }) => octets.length).join(', ');
  return found('fail', others === '' ? 'never presented' : `other octets were presented (${others})`);
}

function whyUnseen(view: View, profile: Profile): string | null {
  const all = reassembly(view, profile);
  return textSets(all).length === 0
    ? null
    : 'not observable here: not even a text in one short message was shown as one (AMB-24)';
}
