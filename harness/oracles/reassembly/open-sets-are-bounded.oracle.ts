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
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=1 bits=16 ud=P[1..41]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=2 bits=16 ud=P[2..42]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=3 bits=16 ud=P[3..43]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=4 bits=16 ud=P[4..44]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=1/2 reference=5 bits=16 ud=P[5..45]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=1/2 reference=6 bits=16 ud=P[6..46]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=1/2 reference=7 bits=16 ud=P[7..47]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=1/2 reference=8 bits=16 ud=P[8..48]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=1/2 reference=9 bits=16 ud=P[9..49]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=1/2 reference=10 bits=16 ud=P[10..50]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=1/2 reference=11 bits=16 ud=P[11..51]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=1/2 reference=12 bits=16 ud=P[12..52]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=1/2 reference=13 bits=16 ud=P[13..53]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=1/2 reference=14 bits=16 ud=P[14..54]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=1/2 reference=15 bits=16 ud=P[15..55]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=1/2 reference=16 bits=16 ud=P[16..56]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=1/2 reference=17 bits=16 ud=P[17..57]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=1/2 reference=18 bits=16 ud=P[18..58]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=1/2 reference=19 bits=16 ud=P[19..59]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=1/2 reference=20 bits=16 ud=P[20..60]
     handset > smsc deliver_sm_resp sequence_number=20
     smsc > handset deliver_sm sequence_number=21 segment=1/2 reference=21 bits=16 ud=P[21..61]
     handset > smsc deliver_sm_resp sequence_number=21
     smsc > handset deliver_sm sequence_number=22 segment=1/2 reference=22 bits=16 ud=P[22..62]
     handset > smsc deliver_sm_resp sequence_number=22
     smsc > handset deliver_sm sequence_number=23 segment=1/2 reference=23 bits=16 ud=P[23..63]
     handset > smsc deliver_sm_resp sequence_number=23
     smsc > handset deliver_sm sequence_number=24 segment=1/2 reference=24 bits=16 ud=P[24..64]
     handset > smsc deliver_sm_resp sequence_number=24
     smsc > handset deliver_sm sequence_number=25 segment=1/2 reference=25 bits=16 ud=P[25..65]
     handset > smsc deliver_sm_resp sequence_number=25
     smsc > handset deliver_sm sequence_number=26 segment=1/2 reference=26 bits=16 ud=P[26..66]
     handset > smsc deliver_sm_resp sequence_number=26
     smsc > handset deliver_sm sequence_number=27 segment=1/2 reference=27 bits=16 ud=P[27..67]
     handset > smsc deliver_sm_resp sequence_number=27
     smsc > handset deliver_sm sequence_number=28 segment=1/2 reference=28 bits=16 ud=P[28..68]
     handset > smsc deliver_sm_resp sequence_number=28
     smsc > handset deliver_sm sequence_number=29 segment=1/2 reference=29 bits=16 ud=P[29..69]
     handset > smsc deliver_sm_resp sequence_number=29
     smsc > handset deliver_sm sequence_number=30 segment=1/2 reference=30 bits=16 ud=P[30..70]
     handset > smsc deliver_sm_resp sequence_number=30
     smsc > handset deliver_sm sequence_number=31 segment=1/2 reference=31 bits=16 ud=P[31..71]
     handset > smsc deliver_sm_resp sequence_number=31
     smsc > handset deliver_sm sequence_number=32 segment=1/2 reference=32 bits=16 ud=P[32..72]
     handset > smsc deliver_sm_resp sequence_number=32
     smsc > handset deliver_sm sequence_number=33 segment=1/2 reference=33 bits=16 ud=P[33..73]
     handset > smsc deliver_sm_resp sequence_number=33
     smsc > handset deliver_sm sequence_number=34 segment=1/2 reference=34 bits=16 ud=P[34..74]
     handset > smsc deliver_sm_resp sequence_number=34
     smsc > handset deliver_sm sequence_number=35 segment=1/2 reference=35 bits=16 ud=P[35..75]
     handset > smsc deliver_sm_resp sequence_number=35
     smsc > handset deliver_sm sequence_number=36 segment=1/2 reference=36 bits=16 ud=P[36..76]
     handset > smsc deliver_sm_resp sequence_number=36
     smsc > handset deliver_sm sequence_number=37 segment=1/2 reference=37 bits=16 ud=P[37..77]
     handset > smsc deliver_sm_resp sequence_number=37
     smsc > handset deliver_sm sequence_number=38 segment=1/2 reference=38 bits=16 ud=P[38..78]
     handset > smsc deliver_sm_resp sequence_number=38
     smsc > handset deliver_sm sequence_number=39 segment=1/2 reference=39 bits=16 ud=P[39..79]
     handset > smsc deliver_sm_resp sequence_number=39
     smsc > handset deliver_sm sequence_number=40 segment=1/2 reference=40 bits=16 ud=P[40..80]
     handset > smsc deliver_sm_resp sequence_number=40
     smsc > handset deliver_sm sequence_number=41 segment=1/2 reference=41 bits=16 ud=P[41..81]
     handset > smsc deliver_sm_resp sequence_number=41
     smsc > handset deliver_sm sequence_number=42 segment=1/2 reference=42 bits=16 ud=P[42..82]
     handset > smsc deliver_sm_resp sequence_number=42
     smsc > handset deliver_sm sequence_number=43 segment=1/2 reference=43 bits=16 ud=P[43..83]
     handset > smsc deliver_sm_resp sequence_number=43
     smsc > handset deliver_sm sequence_number=44 segment=1/2 reference=44 bits=16 ud=P[44..84]
     handset > smsc deliver_sm_resp sequence_number=44
     smsc > handset deliver_sm sequence_number=45 segment=1/2 reference=45 bits=16 ud=P[45..85]
     handset > smsc deliver_sm_resp sequence_number=45
     smsc > handset deliver_sm sequence_number=46 segment=1/2 reference=46 bits=16 ud=P[46..86]
     handset > smsc deliver_sm_resp sequence_number=46
     smsc > handset deliver_sm sequence_number=47 segment=1/2 reference=47 bits=16 ud=P[47..87]
     handset > smsc deliver_sm_resp sequence_number=47
     smsc > handset deliver_sm sequence_number=48 segment=1/2 reference=48 bits=16 ud=P[48..88]
     handset > smsc deliver_sm_resp sequence_number=48
     smsc > handset deliver_sm sequence_number=49 segment=1/2 reference=49 bits=16 ud=P[49..89]
     handset > smsc deliver_sm_resp sequence_number=49
     smsc > handset deliver_sm sequence_number=50 segment=1/2 reference=50 bits=16 ud=P[50..90]
     handset > smsc deliver_sm_resp sequence_number=50
     smsc > handset deliver_sm sequence_number=51 segment=1/2 reference=51 bits=16 ud=P[51..91]
     handset > smsc deliver_sm_resp sequence_number=51
     smsc > handset deliver_sm sequence_number=52 segment=1/2 reference=52 bits=16 ud=P[52..92]
     handset > smsc deliver_sm_resp sequence_number=52
     smsc > handset deliver_sm sequence_number=53 segment=1/2 reference=53 bits=16 ud=P[53..93]
     handset > smsc deliver_sm_resp sequence_number=53
     smsc > handset deliver_sm sequence_number=54 segment=1/2 reference=54 bits=16 ud=P[54..94]
     handset > smsc deliver_sm_resp sequence_number=54
     smsc > handset deliver_sm sequence_number=55 segment=1/2 reference=55 bits=16 ud=P[55..95]
     handset > smsc deliver_sm_resp sequence_number=55
     smsc > handset deliver_sm sequence_number=56 segment=1/2 reference=56 bits=16 ud=P[56..96]
     handset > smsc deliver_sm_resp sequence_number=56
     smsc > handset deliver_sm sequence_number=57 segment=1/2 reference=57 bits=16 ud=P[57..97]
     handset > smsc deliver_sm_resp sequence_number=57
     smsc > handset deliver_sm sequence_number=58 segment=1/2 reference=58 bits=16 ud=P[58..98]
     handset > smsc deliver_sm_resp sequence_number=58
     smsc > handset deliver_sm sequence_number=59 segment=1/2 reference=59 bits=16 ud=P[59..99]
     handset > smsc deliver_sm_resp sequence_number=59
     smsc > handset deliver_sm sequence_number=60 segment=1/2 reference=60 bits=16 ud=P[60..100]
     handset > smsc deliver_sm_resp sequence_number=60
     smsc > handset deliver_sm sequence_number=61 segment=1/2 reference=61 bits=16 ud=P[61..101]
     handset > smsc deliver_sm_resp sequence_number=61
     smsc > handset deliver_sm sequence_number=62 segment=1/2 reference=62 bits=16 ud=P[62..102]
     handset > smsc deliver_sm_resp sequence_number=62
     smsc > handset deliver_sm sequence_number=63 segment=1/2 reference=63 bits=16 ud=P[63..103]
     handset > smsc deliver_sm_resp sequence_number=63
     smsc > handset deliver_sm sequence_number=64 segment=1/2 reference=64 bits=16 ud=P[64..104]
     handset > smsc deliver_sm_resp sequence_number=64
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65 status=ESME_RMSGQFUL
     smsc > handset deliver_sm sequence_number=90 udh=0605040b8423f0 ud=Q
     handset > smsc deliver_sm_resp sequence_number=90
     handset > user inbox to=15550100001 octets=Q`,
    `# the oldest was dropped
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=1 bits=16 ud=P[1..41]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=2 bits=16 ud=P[2..42]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=3 bits=16 ud=P[3..43]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=4 bits=16 ud=P[4..44]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=1/2 reference=5 bits=16 ud=P[5..45]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=1/2 reference=6 bits=16 ud=P[6..46]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=1/2 reference=7 bits=16 ud=P[7..47]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=1/2 reference=8 bits=16 ud=P[8..48]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=1/2 reference=9 bits=16 ud=P[9..49]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=1/2 reference=10 bits=16 ud=P[10..50]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=1/2 reference=11 bits=16 ud=P[11..51]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=1/2 reference=12 bits=16 ud=P[12..52]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=1/2 reference=13 bits=16 ud=P[13..53]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=1/2 reference=14 bits=16 ud=P[14..54]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=1/2 reference=15 bits=16 ud=P[15..55]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=1/2 reference=16 bits=16 ud=P[16..56]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=1/2 reference=17 bits=16 ud=P[17..57]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=1/2 reference=18 bits=16 ud=P[18..58]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=1/2 reference=19 bits=16 ud=P[19..59]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=1/2 reference=20 bits=16 ud=P[20..60]
     handset > smsc deliver_sm_resp sequence_number=20
     smsc > handset deliver_sm sequence_number=21 segment=1/2 reference=21 bits=16 ud=P[21..61]
     handset > smsc deliver_sm_resp sequence_number=21
     smsc > handset deliver_sm sequence_number=22 segment=1/2 reference=22 bits=16 ud=P[22..62]
     handset > smsc deliver_sm_resp sequence_number=22
     smsc > handset deliver_sm sequence_number=23 segment=1/2 reference=23 bits=16 ud=P[23..63]
     handset > smsc deliver_sm_resp sequence_number=23
     smsc > handset deliver_sm sequence_number=24 segment=1/2 reference=24 bits=16 ud=P[24..64]
     handset > smsc deliver_sm_resp sequence_number=24
     smsc > handset deliver_sm sequence_number=25 segment=1/2 reference=25 bits=16 ud=P[25..65]
     handset > smsc deliver_sm_resp sequence_number=25
     smsc > handset deliver_sm sequence_number=26 segment=1/2 reference=26 bits=16 ud=P[26..66]
     handset > smsc deliver_sm_resp sequence_number=26
     smsc > handset deliver_sm sequence_number=27 segment=1/2 reference=27 bits=16 ud=P[27..67]
     handset > smsc deliver_sm_resp sequence_number=27
     smsc > handset deliver_sm sequence_number=28 segment=1/2 reference=28 bits=16 ud=P[28..68]
     handset > smsc deliver_sm_resp sequence_number=28
     smsc > handset deliver_sm sequence_number=29 segment=1/2 reference=29 bits=16 ud=P[29..69]
     handset > smsc deliver_sm_resp sequence_number=29
     smsc > handset deliver_sm sequence_number=30 segment=1/2 reference=30 bits=16 ud=P[30..70]
     handset > smsc deliver_sm_resp sequence_number=30
     smsc > handset deliver_sm sequence_number=31 segment=1/2 reference=31 bits=16 ud=P[31..71]
     handset > smsc deliver_sm_resp sequence_number=31
     smsc > handset deliver_sm sequence_number=32 segment=1/2 reference=32 bits=16 ud=P[32..72]
     handset > smsc deliver_sm_resp sequence_number=32
     smsc > handset deliver_sm sequence_number=33 segment=1/2 reference=33 bits=16 ud=P[33..73]
     handset > smsc deliver_sm_resp sequence_number=33
     smsc > handset deliver_sm sequence_number=34 segment=1/2 reference=34 bits=16 ud=P[34..74]
     handset > smsc deliver_sm_resp sequence_number=34
     smsc > handset deliver_sm sequence_number=35 segment=1/2 reference=35 bits=16 ud=P[35..75]
     handset > smsc deliver_sm_resp sequence_number=35
     smsc > handset deliver_sm sequence_number=36 segment=1/2 reference=36 bits=16 ud=P[36..76]
     handset > smsc deliver_sm_resp sequence_number=36
     smsc > handset deliver_sm sequence_number=37 segment=1/2 reference=37 bits=16 ud=P[37..77]
     handset > smsc deliver_sm_resp sequence_number=37
     smsc > handset deliver_sm sequence_number=38 segment=1/2 reference=38 bits=16 ud=P[38..78]
     handset > smsc deliver_sm_resp sequence_number=38
     smsc > handset deliver_sm sequence_number=39 segment=1/2 reference=39 bits=16 ud=P[39..79]
     handset > smsc deliver_sm_resp sequence_number=39
     smsc > handset deliver_sm sequence_number=40 segment=1/2 reference=40 bits=16 ud=P[40..80]
     handset > smsc deliver_sm_resp sequence_number=40
     smsc > handset deliver_sm sequence_number=41 segment=1/2 reference=41 bits=16 ud=P[41..81]
     handset > smsc deliver_sm_resp sequence_number=41
     smsc > handset deliver_sm sequence_number=42 segment=1/2 reference=42 bits=16 ud=P[42..82]
     handset > smsc deliver_sm_resp sequence_number=42
     smsc > handset deliver_sm sequence_number=43 segment=1/2 reference=43 bits=16 ud=P[43..83]
     handset > smsc deliver_sm_resp sequence_number=43
     smsc > handset deliver_sm sequence_number=44 segment=1/2 reference=44 bits=16 ud=P[44..84]
     handset > smsc deliver_sm_resp sequence_number=44
     smsc > handset deliver_sm sequence_number=45 segment=1/2 reference=45 bits=16 ud=P[45..85]
     handset > smsc deliver_sm_resp sequence_number=45
     smsc > handset deliver_sm sequence_number=46 segment=1/2 reference=46 bits=16 ud=P[46..86]
     handset > smsc deliver_sm_resp sequence_number=46
     smsc > handset deliver_sm sequence_number=47 segment=1/2 reference=47 bits=16 ud=P[47..87]
     handset > smsc deliver_sm_resp sequence_number=47
     smsc > handset deliver_sm sequence_number=48 segment=1/2 reference=48 bits=16 ud=P[48..88]
     handset > smsc deliver_sm_resp sequence_number=48
     smsc > handset deliver_sm sequence_number=49 segment=1/2 reference=49 bits=16 ud=P[49..89]
     handset > smsc deliver_sm_resp sequence_number=49
     smsc > handset deliver_sm sequence_number=50 segment=1/2 reference=50 bits=16 ud=P[50..90]
     handset > smsc deliver_sm_resp sequence_number=50
     smsc > handset deliver_sm sequence_number=51 segment=1/2 reference=51 bits=16 ud=P[51..91]
     handset > smsc deliver_sm_resp sequence_number=51
     smsc > handset deliver_sm sequence_number=52 segment=1/2 reference=52 bits=16 ud=P[52..92]
     handset > smsc deliver_sm_resp sequence_number=52
     smsc > handset deliver_sm sequence_number=53 segment=1/2 reference=53 bits=16 ud=P[53..93]
     handset > smsc deliver_sm_resp sequence_number=53
     smsc > handset deliver_sm sequence_number=54 segment=1/2 reference=54 bits=16 ud=P[54..94]
     handset > smsc deliver_sm_resp sequence_number=54
     smsc > handset deliver_sm sequence_number=55 segment=1/2 reference=55 bits=16 ud=P[55..95]
     handset > smsc deliver_sm_resp sequence_number=55
     smsc > handset deliver_sm sequence_number=56 segment=1/2 reference=56 bits=16 ud=P[56..96]
     handset > smsc deliver_sm_resp sequence_number=56
     smsc > handset deliver_sm sequence_number=57 segment=1/2 reference=57 bits=16 ud=P[57..97]
     handset > smsc deliver_sm_resp sequence_number=57
     smsc > handset deliver_sm sequence_number=58 segment=1/2 reference=58 bits=16 ud=P[58..98]
     handset > smsc deliver_sm_resp sequence_number=58
     smsc > handset deliver_sm sequence_number=59 segment=1/2 reference=59 bits=16 ud=P[59..99]
     handset > smsc deliver_sm_resp sequence_number=59
     smsc > handset deliver_sm sequence_number=60 segment=1/2 reference=60 bits=16 ud=P[60..100]
     handset > smsc deliver_sm_resp sequence_number=60
     smsc > handset deliver_sm sequence_number=61 segment=1/2 reference=61 bits=16 ud=P[61..101]
     handset > smsc deliver_sm_resp sequence_number=61
     smsc > handset deliver_sm sequence_number=62 segment=1/2 reference=62 bits=16 ud=P[62..102]
     handset > smsc deliver_sm_resp sequence_number=62
     smsc > handset deliver_sm sequence_number=63 segment=1/2 reference=63 bits=16 ud=P[63..103]
     handset > smsc deliver_sm_resp sequence_number=63
     smsc > handset deliver_sm sequence_number=64 segment=1/2 reference=64 bits=16 ud=P[64..104]
     handset > smsc deliver_sm_resp sequence_number=64
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65
     smsc > handset deliver_sm sequence_number=80 segment=2/2 reference=1 bits=16 ud=P[200..240]
     handset > smsc deliver_sm_resp sequence_number=80
     smsc > handset deliver_sm sequence_number=90 udh=0605040b8423f0 ud=Q
     handset > smsc deliver_sm_resp sequence_number=90
     handset > user inbox to=15550100001 octets=Q`,
  ],
  inconclusive: [
    `let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=1 bits=16 ud=P[1..41]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=2 bits=16 ud=P[2..42]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=3 bits=16 ud=P[3..43]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=4 bits=16 ud=P[4..44]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=1/2 reference=5 bits=16 ud=P[5..45]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=1/2 reference=6 bits=16 ud=P[6..46]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=1/2 reference=7 bits=16 ud=P[7..47]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=1/2 reference=8 bits=16 ud=P[8..48]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=1/2 reference=9 bits=16 ud=P[9..49]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=1/2 reference=10 bits=16 ud=P[10..50]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=1/2 reference=11 bits=16 ud=P[11..51]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=1/2 reference=12 bits=16 ud=P[12..52]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=1/2 reference=13 bits=16 ud=P[13..53]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=1/2 reference=14 bits=16 ud=P[14..54]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=1/2 reference=15 bits=16 ud=P[15..55]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=1/2 reference=16 bits=16 ud=P[16..56]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=1/2 reference=17 bits=16 ud=P[17..57]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=1/2 reference=18 bits=16 ud=P[18..58]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=1/2 reference=19 bits=16 ud=P[19..59]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=1/2 reference=20 bits=16 ud=P[20..60]
     handset > smsc deliver_sm_resp sequence_number=20
     smsc > handset deliver_sm sequence_number=21 segment=1/2 reference=21 bits=16 ud=P[21..61]
     handset > smsc deliver_sm_resp sequence_number=21
     smsc > handset deliver_sm sequence_number=22 segment=1/2 reference=22 bits=16 ud=P[22..62]
     handset > smsc deliver_sm_resp sequence_number=22
     smsc > handset deliver_sm sequence_number=23 segment=1/2 reference=23 bits=16 ud=P[23..63]
     handset > smsc deliver_sm_resp sequence_number=23
     smsc > handset deliver_sm sequence_number=24 segment=1/2 reference=24 bits=16 ud=P[24..64]
     handset > smsc deliver_sm_resp sequence_number=24
     smsc > handset deliver_sm sequence_number=25 segment=1/2 reference=25 bits=16 ud=P[25..65]
     handset > smsc deliver_sm_resp sequence_number=25
     smsc > handset deliver_sm sequence_number=26 segment=1/2 reference=26 bits=16 ud=P[26..66]
     handset > smsc deliver_sm_resp sequence_number=26
     smsc > handset deliver_sm sequence_number=27 segment=1/2 reference=27 bits=16 ud=P[27..67]
     handset > smsc deliver_sm_resp sequence_number=27
     smsc > handset deliver_sm sequence_number=28 segment=1/2 reference=28 bits=16 ud=P[28..68]
     handset > smsc deliver_sm_resp sequence_number=28
     smsc > handset deliver_sm sequence_number=29 segment=1/2 reference=29 bits=16 ud=P[29..69]
     handset > smsc deliver_sm_resp sequence_number=29
     smsc > handset deliver_sm sequence_number=30 segment=1/2 reference=30 bits=16 ud=P[30..70]
     handset > smsc deliver_sm_resp sequence_number=30
     smsc > handset deliver_sm sequence_number=31 segment=1/2 reference=31 bits=16 ud=P[31..71]
     handset > smsc deliver_sm_resp sequence_number=31
     smsc > handset deliver_sm sequence_number=32 segment=1/2 reference=32 bits=16 ud=P[32..72]
     handset > smsc deliver_sm_resp sequence_number=32
     smsc > handset deliver_sm sequence_number=33 segment=1/2 reference=33 bits=16 ud=P[33..73]
     handset > smsc deliver_sm_resp sequence_number=33
     smsc > handset deliver_sm sequence_number=34 segment=1/2 reference=34 bits=16 ud=P[34..74]
     handset > smsc deliver_sm_resp sequence_number=34
     smsc > handset deliver_sm sequence_number=35 segment=1/2 reference=35 bits=16 ud=P[35..75]
     handset > smsc deliver_sm_resp sequence_number=35
     smsc > handset deliver_sm sequence_number=36 segment=1/2 reference=36 bits=16 ud=P[36..76]
     handset > smsc deliver_sm_resp sequence_number=36
     smsc > handset deliver_sm sequence_number=37 segment=1/2 reference=37 bits=16 ud=P[37..77]
     handset > smsc deliver_sm_resp sequence_number=37
     smsc > handset deliver_sm sequence_number=38 segment=1/2 reference=38 bits=16 ud=P[38..78]
     handset > smsc deliver_sm_resp sequence_number=38
     smsc > handset deliver_sm sequence_number=39 segment=1/2 reference=39 bits=16 ud=P[39..79]
     handset > smsc deliver_sm_resp sequence_number=39
     smsc > handset deliver_sm sequence_number=40 segment=1/2 reference=40 bits=16 ud=P[40..80]
     handset > smsc deliver_sm_resp sequence_number=40
     smsc > handset deliver_sm sequence_number=41 segment=1/2 reference=41 bits=16 ud=P[41..81]
     handset > smsc deliver_sm_resp sequence_number=41
     smsc > handset deliver_sm sequence_number=42 segment=1/2 reference=42 bits=16 ud=P[42..82]
     handset > smsc deliver_sm_resp sequence_number=42
     smsc > handset deliver_sm sequence_number=43 segment=1/2 reference=43 bits=16 ud=P[43..83]
     handset > smsc deliver_sm_resp sequence_number=43
     smsc > handset deliver_sm sequence_number=44 segment=1/2 reference=44 bits=16 ud=P[44..84]
     handset > smsc deliver_sm_resp sequence_number=44
     smsc > handset deliver_sm sequence_number=45 segment=1/2 reference=45 bits=16 ud=P[45..85]
     handset > smsc deliver_sm_resp sequence_number=45
     smsc > handset deliver_sm sequence_number=46 segment=1/2 reference=46 bits=16 ud=P[46..86]
     handset > smsc deliver_sm_resp sequence_number=46
     smsc > handset deliver_sm sequence_number=47 segment=1/2 reference=47 bits=16 ud=P[47..87]
     handset > smsc deliver_sm_resp sequence_number=47
     smsc > handset deliver_sm sequence_number=48 segment=1/2 reference=48 bits=16 ud=P[48..88]
     handset > smsc deliver_sm_resp sequence_number=48
     smsc > handset deliver_sm sequence_number=49 segment=1/2 reference=49 bits=16 ud=P[49..89]
     handset > smsc deliver_sm_resp sequence_number=49
     smsc > handset deliver_sm sequence_number=50 segment=1/2 reference=50 bits=16 ud=P[50..90]
     handset > smsc deliver_sm_resp sequence_number=50
     smsc > handset deliver_sm sequence_number=51 segment=1/2 reference=51 bits=16 ud=P[51..91]
     handset > smsc deliver_sm_resp sequence_number=51
     smsc > handset deliver_sm sequence_number=52 segment=1/2 reference=52 bits=16 ud=P[52..92]
     handset > smsc deliver_sm_resp sequence_number=52
     smsc > handset deliver_sm sequence_number=53 segment=1/2 reference=53 bits=16 ud=P[53..93]
     handset > smsc deliver_sm_resp sequence_number=53
     smsc > handset deliver_sm sequence_number=54 segment=1/2 reference=54 bits=16 ud=P[54..94]
     handset > smsc deliver_sm_resp sequence_number=54
     smsc > handset deliver_sm sequence_number=55 segment=1/2 reference=55 bits=16 ud=P[55..95]
     handset > smsc deliver_sm_resp sequence_number=55
     smsc > handset deliver_sm sequence_number=56 segment=1/2 reference=56 bits=16 ud=P[56..96]
     handset > smsc deliver_sm_resp sequence_number=56
     smsc > handset deliver_sm sequence_number=57 segment=1/2 reference=57 bits=16 ud=P[57..97]
     handset > smsc deliver_sm_resp sequence_number=57
     smsc > handset deliver_sm sequence_number=58 segment=1/2 reference=58 bits=16 ud=P[58..98]
     handset > smsc deliver_sm_resp sequence_number=58
     smsc > handset deliver_sm sequence_number=59 segment=1/2 reference=59 bits=16 ud=P[59..99]
     handset > smsc deliver_sm_resp sequence_number=59
     smsc > handset deliver_sm sequence_number=60 segment=1/2 reference=60 bits=16 ud=P[60..100]
     handset > smsc deliver_sm_resp sequence_number=60
     smsc > handset deliver_sm sequence_number=61 segment=1/2 reference=61 bits=16 ud=P[61..101]
     handset > smsc deliver_sm_resp sequence_number=61
     smsc > handset deliver_sm sequence_number=62 segment=1/2 reference=62 bits=16 ud=P[62..102]
     handset > smsc deliver_sm_resp sequence_number=62
     smsc > handset deliver_sm sequence_number=63 segment=1/2 reference=63 bits=16 ud=P[63..103]
     handset > smsc deliver_sm_resp sequence_number=63
     smsc > handset deliver_sm sequence_number=64 segment=1/2 reference=64 bits=16 ud=P[64..104]
     handset > smsc deliver_sm_resp sequence_number=64
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65
     -- observed sm: smsc handset; push: handset --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# all are kept
     let P = hex 01 06 03 be af 84 + pattern(300)
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=1 bits=16 ud=P[1..41]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=2 bits=16 ud=P[2..42]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=3 bits=16 ud=P[3..43]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=4 bits=16 ud=P[4..44]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=1/2 reference=5 bits=16 ud=P[5..45]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=1/2 reference=6 bits=16 ud=P[6..46]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=1/2 reference=7 bits=16 ud=P[7..47]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=1/2 reference=8 bits=16 ud=P[8..48]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=1/2 reference=9 bits=16 ud=P[9..49]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=1/2 reference=10 bits=16 ud=P[10..50]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=1/2 reference=11 bits=16 ud=P[11..51]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=1/2 reference=12 bits=16 ud=P[12..52]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=1/2 reference=13 bits=16 ud=P[13..53]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=1/2 reference=14 bits=16 ud=P[14..54]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=1/2 reference=15 bits=16 ud=P[15..55]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=1/2 reference=16 bits=16 ud=P[16..56]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=1/2 reference=17 bits=16 ud=P[17..57]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=1/2 reference=18 bits=16 ud=P[18..58]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=1/2 reference=19 bits=16 ud=P[19..59]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=1/2 reference=20 bits=16 ud=P[20..60]
     handset > smsc deliver_sm_resp sequence_number=20
     smsc > handset deliver_sm sequence_number=21 segment=1/2 reference=21 bits=16 ud=P[21..61]
     handset > smsc deliver_sm_resp sequence_number=21
     smsc > handset deliver_sm sequence_number=22 segment=1/2 reference=22 bits=16 ud=P[22..62]
     handset > smsc deliver_sm_resp sequence_number=22
     smsc > handset deliver_sm sequence_number=23 segment=1/2 reference=23 bits=16 ud=P[23..63]
     handset > smsc deliver_sm_resp sequence_number=23
     smsc > handset deliver_sm sequence_number=24 segment=1/2 reference=24 bits=16 ud=P[24..64]
     handset > smsc deliver_sm_resp sequence_number=24
     smsc > handset deliver_sm sequence_number=25 segment=1/2 reference=25 bits=16 ud=P[25..65]
     handset > smsc deliver_sm_resp sequence_number=25
     smsc > handset deliver_sm sequence_number=26 segment=1/2 reference=26 bits=16 ud=P[26..66]
     handset > smsc deliver_sm_resp sequence_number=26
     smsc > handset deliver_sm sequence_number=27 segment=1/2 reference=27 bits=16 ud=P[27..67]
     handset > smsc deliver_sm_resp sequence_number=27
     smsc > handset deliver_sm sequence_number=28 segment=1/2 reference=28 bits=16 ud=P[28..68]
     handset > smsc deliver_sm_resp sequence_number=28
     smsc > handset deliver_sm sequence_number=29 segment=1/2 reference=29 bits=16 ud=P[29..69]
     handset > smsc deliver_sm_resp sequence_number=29
     smsc > handset deliver_sm sequence_number=30 segment=1/2 reference=30 bits=16 ud=P[30..70]
     handset > smsc deliver_sm_resp sequence_number=30
     smsc > handset deliver_sm sequence_number=31 segment=1/2 reference=31 bits=16 ud=P[31..71]
     handset > smsc deliver_sm_resp sequence_number=31
     smsc > handset deliver_sm sequence_number=32 segment=1/2 reference=32 bits=16 ud=P[32..72]
     handset > smsc deliver_sm_resp sequence_number=32
     smsc > handset deliver_sm sequence_number=33 segment=1/2 reference=33 bits=16 ud=P[33..73]
     handset > smsc deliver_sm_resp sequence_number=33
     smsc > handset deliver_sm sequence_number=34 segment=1/2 reference=34 bits=16 ud=P[34..74]
     handset > smsc deliver_sm_resp sequence_number=34
     smsc > handset deliver_sm sequence_number=35 segment=1/2 reference=35 bits=16 ud=P[35..75]
     handset > smsc deliver_sm_resp sequence_number=35
     smsc > handset deliver_sm sequence_number=36 segment=1/2 reference=36 bits=16 ud=P[36..76]
     handset > smsc deliver_sm_resp sequence_number=36
     smsc > handset deliver_sm sequence_number=37 segment=1/2 reference=37 bits=16 ud=P[37..77]
     handset > smsc deliver_sm_resp sequence_number=37
     smsc > handset deliver_sm sequence_number=38 segment=1/2 reference=38 bits=16 ud=P[38..78]
     handset > smsc deliver_sm_resp sequence_number=38
     smsc > handset deliver_sm sequence_number=39 segment=1/2 reference=39 bits=16 ud=P[39..79]
     handset > smsc deliver_sm_resp sequence_number=39
     smsc > handset deliver_sm sequence_number=40 segment=1/2 reference=40 bits=16 ud=P[40..80]
     handset > smsc deliver_sm_resp sequence_number=40
     smsc > handset deliver_sm sequence_number=41 segment=1/2 reference=41 bits=16 ud=P[41..81]
     handset > smsc deliver_sm_resp sequence_number=41
     smsc > handset deliver_sm sequence_number=42 segment=1/2 reference=42 bits=16 ud=P[42..82]
     handset > smsc deliver_sm_resp sequence_number=42
     smsc > handset deliver_sm sequence_number=43 segment=1/2 reference=43 bits=16 ud=P[43..83]
     handset > smsc deliver_sm_resp sequence_number=43
     smsc > handset deliver_sm sequence_number=44 segment=1/2 reference=44 bits=16 ud=P[44..84]
     handset > smsc deliver_sm_resp sequence_number=44
     smsc > handset deliver_sm sequence_number=45 segment=1/2 reference=45 bits=16 ud=P[45..85]
     handset > smsc deliver_sm_resp sequence_number=45
     smsc > handset deliver_sm sequence_number=46 segment=1/2 reference=46 bits=16 ud=P[46..86]
     handset > smsc deliver_sm_resp sequence_number=46
     smsc > handset deliver_sm sequence_number=47 segment=1/2 reference=47 bits=16 ud=P[47..87]
     handset > smsc deliver_sm_resp sequence_number=47
     smsc > handset deliver_sm sequence_number=48 segment=1/2 reference=48 bits=16 ud=P[48..88]
     handset > smsc deliver_sm_resp sequence_number=48
     smsc > handset deliver_sm sequence_number=49 segment=1/2 reference=49 bits=16 ud=P[49..89]
     handset > smsc deliver_sm_resp sequence_number=49
     smsc > handset deliver_sm sequence_number=50 segment=1/2 reference=50 bits=16 ud=P[50..90]
     handset > smsc deliver_sm_resp sequence_number=50
     smsc > handset deliver_sm sequence_number=51 segment=1/2 reference=51 bits=16 ud=P[51..91]
     handset > smsc deliver_sm_resp sequence_number=51
     smsc > handset deliver_sm sequence_number=52 segment=1/2 reference=52 bits=16 ud=P[52..92]
     handset > smsc deliver_sm_resp sequence_number=52
     smsc > handset deliver_sm sequence_number=53 segment=1/2 reference=53 bits=16 ud=P[53..93]
     handset > smsc deliver_sm_resp sequence_number=53
     smsc > handset deliver_sm sequence_number=54 segment=1/2 reference=54 bits=16 ud=P[54..94]
     handset > smsc deliver_sm_resp sequence_number=54
     smsc > handset deliver_sm sequence_number=55 segment=1/2 reference=55 bits=16 ud=P[55..95]
     handset > smsc deliver_sm_resp sequence_number=55
     smsc > handset deliver_sm sequence_number=56 segment=1/2 reference=56 bits=16 ud=P[56..96]
     handset > smsc deliver_sm_resp sequence_number=56
     smsc > handset deliver_sm sequence_number=57 segment=1/2 reference=57 bits=16 ud=P[57..97]
     handset > smsc deliver_sm_resp sequence_number=57
     smsc > handset deliver_sm sequence_number=58 segment=1/2 reference=58 bits=16 ud=P[58..98]
     handset > smsc deliver_sm_resp sequence_number=58
     smsc > handset deliver_sm sequence_number=59 segment=1/2 reference=59 bits=16 ud=P[59..99]
     handset > smsc deliver_sm_resp sequence_number=59
     smsc > handset deliver_sm sequence_number=60 segment=1/2 reference=60 bits=16 ud=P[60..100]
     handset > smsc deliver_sm_resp sequence_number=60
     smsc > handset deliver_sm sequence_number=61 segment=1/2 reference=61 bits=16 ud=P[61..101]
     handset > smsc deliver_sm_resp sequence_number=61
     smsc > handset deliver_sm sequence_number=62 segment=1/2 reference=62 bits=16 ud=P[62..102]
     handset > smsc deliver_sm_resp sequence_number=62
     smsc > handset deliver_sm sequence_number=63 segment=1/2 reference=63 bits=16 ud=P[63..103]
     handset > smsc deliver_sm_resp sequence_number=63
     smsc > handset deliver_sm sequence_number=64 segment=1/2 reference=64 bits=16 ud=P[64..104]
     handset > smsc deliver_sm_resp sequence_number=64
     smsc > handset deliver_sm sequence_number=65 segment=1/2 reference=65 bits=16 ud=P[65..105]
     handset > smsc deliver_sm_resp sequence_number=65
     smsc > handset deliver_sm sequence_number=80 segment=2/2 reference=1 bits=16 ud=P[200..240]
     handset > smsc deliver_sm_resp sequence_number=80
     handset > user inbox to=15550100001 octets=P[1..41] + P[200..240]`,
    `# it does not go on
     let P = hex 01 06 03 be af 84 + pattern(300)
     let Q = hex 02 06 03 be af 84 + text "another push, whose octets occur in no other one: 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 9876543210 zyxwvuts"
     smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=1 bits=16 ud=P[1..41]
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > handset deliver_sm sequence_number=2 segment=1/2 reference=2 bits=16 ud=P[2..42]
     handset > smsc deliver_sm_resp sequence_number=2
     smsc > handset deliver_sm sequence_number=3 segment=1/2 reference=3 bits=16 ud=P[3..43]
     handset > smsc deliver_sm_resp sequence_number=3
     smsc > handset deliver_sm sequence_number=4 segment=1/2 reference=4 bits=16 ud=P[4..44]
     handset > smsc deliver_sm_resp sequence_number=4
     smsc > handset deliver_sm sequence_number=5 segment=1/2 reference=5 bits=16 ud=P[5..45]
     handset > smsc deliver_sm_resp sequence_number=5
     smsc > handset deliver_sm sequence_number=6 segment=1/2 reference=6 bits=16 ud=P[6..46]
     handset > smsc deliver_sm_resp sequence_number=6
     smsc > handset deliver_sm sequence_number=7 segment=1/2 reference=7 bits=16 ud=P[7..47]
     handset > smsc deliver_sm_resp sequence_number=7
     smsc > handset deliver_sm sequence_number=8 segment=1/2 reference=8 bits=16 ud=P[8..48]
     handset > smsc deliver_sm_resp sequence_number=8
     smsc > handset deliver_sm sequence_number=9 segment=1/2 reference=9 bits=16 ud=P[9..49]
     handset > smsc deliver_sm_resp sequence_number=9
     smsc > handset deliver_sm sequence_number=10 segment=1/2 reference=10 bits=16 ud=P[10..50]
     handset > smsc deliver_sm_resp sequence_number=10
     smsc > handset deliver_sm sequence_number=11 segment=1/2 reference=11 bits=16 ud=P[11..51]
     handset > smsc deliver_sm_resp sequence_number=11
     smsc > handset deliver_sm sequence_number=12 segment=1/2 reference=12 bits=16 ud=P[12..52]
     handset > smsc deliver_sm_resp sequence_number=12
     smsc > handset deliver_sm sequence_number=13 segment=1/2 reference=13 bits=16 ud=P[13..53]
     handset > smsc deliver_sm_resp sequence_number=13
     smsc > handset deliver_sm sequence_number=14 segment=1/2 reference=14 bits=16 ud=P[14..54]
     handset > smsc deliver_sm_resp sequence_number=14
     smsc > handset deliver_sm sequence_number=15 segment=1/2 reference=15 bits=16 ud=P[15..55]
     handset > smsc deliver_sm_resp sequence_number=15
     smsc > handset deliver_sm sequence_number=16 segment=1/2 reference=16 bits=16 ud=P[16..56]
     handset > smsc deliver_sm_resp sequence_number=16
     smsc > handset deliver_sm sequence_number=17 segment=1/2 reference=17 bits=16 ud=P[17..57]
     handset > smsc deliver_sm_resp sequence_number=17
     smsc > handset deliver_sm sequence_number=18 segment=1/2 reference=18 bits=16 ud=P[18..58]
     handset > smsc deliver_sm_resp sequence_number=18
     smsc > handset deliver_sm sequence_number=19 segment=1/2 reference=19 bits=16 ud=P[19..59]
     handset > smsc deliver_sm_resp sequence_number=19
     smsc > handset deliver_sm sequence_number=20 segment=1/2 reference=20 bits=16 ud=P[20..60]
     handset > smsc deliver_sm_resp sequence_number=20
     smsc > handset deliver_sm sequence_number=21 segment=1/2 reference=21 bits=16 ud=P[21..61]
     handset > smsc deliver_sm_resp sequence_number=21
     smsc > handset deliver_sm sequence_number=22 segment=1/2 reference=22 bits=16 ud=P[22..62]
     handset > smsc deliver_sm_resp sequence_number=22
     smsc > handset deliver_sm sequence_number=23 segment=1/2 reference=23 bits=16 ud=P[23..63]
     handset > smsc deliver_sm_resp sequence_number=23
     smsc > handset deliver_sm sequence_number=24 segment=1/2 reference=24 bits=16 ud=P[24..64]
     handset > smsc deliver_sm_resp sequence_number=24
     smsc > handset deliver_sm sequence_number=25 segment=1/2 reference=25 bits=16 ud=P[25..65]
     handset > smsc deliver_sm_resp sequence_number=25
     smsc > handset deliver_sm sequence_number=26 segment=1/2 reference=26 bits=16 ud=P[26..66]
     handset > smsc deliver_sm_resp sequence_number=26
     smsc > handset deliver_sm sequence_number=27 segment=1/2 reference=27 bits=16 ud=P[27..67]
     handset > smsc deliver_sm_resp sequence_number=27
     smsc > handset deliver_sm sequence_number=28 segment=1/2 reference=28 bits=16 ud=P[28..68]
     handset > smsc deliver_sm_resp sequence_number=28
     smsc > handset deliver_sm sequence_number=29 segment=1/2 reference=29 bits=16 ud=P[29..69]
     handset > smsc deliver_sm_resp sequence_number=29
     smsc > handset deliver_sm sequence_number=30 segment=1/2 reference=30 bits=16 ud=P[30..70]
     handset > smsc deliver_sm_resp sequence_number=30
     smsc > handset deliver_sm sequence_number=31 segment=1/2 reference=31 bits=16 ud=P[31..71]
     handset > smsc deliver_sm_resp sequence_number=31
     smsc > handset deliver_sm sequence_number=32 segment=1/2 reference=32 bits=16 ud=P[32..72]
     handset > smsc deliver_sm_resp sequence_number=32
     smsc > handset deliver_sm sequence_number=33 segment=1/2 reference=33 bits=16 ud=P[33..73]
     handset > smsc deliver_sm_resp sequence_number=33
     smsc > handset deliver_sm sequence_number=34 segment=1/2 reference=34 bits=16 ud=P[34..74]
     handset > smsc deliver_sm_resp sequence_number=34
     smsc > handset deliver_sm sequence_number=35 segment=1/2 reference=35 bits=16 ud=P[35..75]
     handset > smsc deliver_sm_resp sequence_number=35
     smsc > handset deliver_sm sequence_number=36 segment=1/2 reference=36 bits=16 ud=P[36..76]
     handset > smsc deliver_sm_resp sequence_number=36
     smsc > handset deliver_sm sequence_number=37 segment=1/2 reference=37 bits=16 ud=P[37..77]
     handset > smsc deliver_sm_resp sequence_number=37
     smsc > handset deliver_sm sequence_number=38 segment=1/2 reference=38 bits=16 ud=P[38..78]
     handset > smsc deliver_sm_resp sequence_number=38
     smsc > handset deliver_sm sequence_number=39 segment=1/2 reference=39 bits=16 ud=P[39..79]
     handset > smsc deliver_sm_resp sequence_number=39
     smsc > handset deliver_sm sequence_number=40 segment=1/2 reference=40 bits=16 ud=P[40..80]
     handset > smsc deliver_sm_resp sequence_number=40
     smsc > handset deliver_sm sequence_number=41 segment=1/2 reference=41 bits=16 ud=P[41..81]
     handset > smsc deliver_sm_resp sequence_number=41
     smsc > handset deliver_sm sequence_number=42 segment=1/2 reference=42 bits=16 ud=P[42..82]
     handset > smsc deliver_sm_resp sequence_number=42
     smsc > handset deliver_sm sequence_number=43 segment=1/2 reference=43 bits=16 ud=P[43..83]
     handset > smsc deliver_sm_resp sequence_number=43
     smsc > handset deliver_sm sequence_number=44 segment=1/2 reference=44 bits=16 ud=P[44..84]
     handset > smsc deliver_sm_resp sequence_number=44
     smsc > handset deliver_sm sequence_number=45 segment=1/2 reference=45 bits=16 ud=P[45..85]
     handset > smsc deliver_sm_resp sequence_number=45
     smsc > handset deliver_sm sequence_number=46 segment=1/2 reference=46 bits=16 ud=P[46..86]
     handset > smsc deliver_sm_resp sequence_number=46
     smsc > handset deliver_sm sequence_number=47 segment=1/2 reference=47 bits=16 ud=P[47..87]
     handset > smsc deliver_sm_resp sequence_number=47
     smsc > handset deliver_sm sequence_number=48 segment=1/2 reference=48 bits=16 ud=P[48..88]
     handset > smsc deliver_sm_resp sequence_number=48
     smsc > handset deliver_sm sequence_number=49 segment=1/2 reference=49 bits=16 ud=P[49..89]
     handset > smsc deliver_sm_resp sequence_number=49
     smsc > handset deliver_sm sequence_number=50 segment=1/2 reference=50 bits=16 ud=P[50..90]
     handset > smsc deliver_sm_resp sequence_number=50
     smsc > handset deliver_sm sequence_number=51 segment=1/2 reference=51 bits=16 ud=P[51..91]
     handset > smsc deliver_sm_resp sequence_number=51
     smsc > handset deliver_sm sequence_number=52 segment=1/2 reference=52 bits=16 ud=P[52..92]
     handset > smsc deliver_sm_resp sequence_number=52
     smsc > handset deliver_sm sequence_number=53 segment=1/2 reference=53 bits=16 ud=P[53..93]
     handset > smsc deliver_sm_resp sequence_number=53
     smsc > handset deliver_sm sequence_number=54 segment=1/2 reference=54 bits=16 ud=P[54..94]
     handset > smsc deliver_sm_resp sequence_number=54
     smsc > handset deliver_sm sequence_number=55 segment=1/2 reference=55 bits=16 ud=P[55..95]
     handset > smsc deliver_sm_resp sequence_number=55
     smsc > handset deliver_sm sequence_number=56 segment=1/2 reference=56 bits=16 ud=P[56..96]
     handset > smsc deliver_sm_resp sequence_number=56
     smsc > handset deliver_sm sequence_number=57 segment=1/2 reference=57 bits=16 ud=P[57..97]
     handset > smsc deliver_sm_resp sequence_number=57
     smsc > handset deliver_sm sequence_number=58 segment=1/2 reference=58 bits=16 ud=P[58..98]
     handset > smsc deliver_sm_resp sequence_number=58
     smsc > handset deliver_sm sequence_number=59 segment=1/2 reference=59 bits=16 ud=P[59..99]
     handset > smsc deliver_sm_resp sequence_number=59
     smsc > handset deliver_sm sequence_number=60 segment=1/2 reference=60 bits=16 ud=P[60..100]
     handset > smsc deliver_sm_resp sequence_number=60
     smsc > handset deliver_sm sequence_number=61 segment=1/2 reference=61 bits=16 ud=P[61..101]
     handset > smsc deliver_sm_resp sequence_number=61
     smsc > handset deliver_sm sequence_number=62 segment=1/2 reference=62 bits=16 ud=P[62..102]
     handset > smsc deliver_sm_resp sequence_number=62
     smsc > handset deliver_sm sequence_number=63 segment=1/2 reference=63 bits=16 ud=P[63..103]
     handset > smsc deliver_sm_resp sequence_number=63
     smsc > handset deliver_sm sequence_number=64 segment=1/2 reference=64 bits=16 ud=P[64..104]
     handset > smsc deliver_sm_resp sequence_number=64
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
