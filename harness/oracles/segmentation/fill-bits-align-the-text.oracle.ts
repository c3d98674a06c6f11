import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch, type Group } from '../groups.ts';
import { eventsOf, found } from '../sendings.ts';
import { headerSeptets, SEPTET_BITS, unpackSeptets } from '../../wire/sm/gsm7.ts';
import { equal } from '../../wire/octets.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import type { DeliverTpdu } from '../../wire/sm/tpdu.ts';
import type { Finding } from '../../trace/finding.ts';
import { leadingParts } from './septets.ts';
import { fillBitsOf, headerOctetsOf, textTpduOf } from './tpdus.ts';

const EXPECTED = 'text that begins on a septet boundary behind its header, by fill bits';
/** From here on a data_coding says GSM 7-bit in so many words; what the default alphabet is, is the SMSC's to know (SMPP 3.4, 5.2.19). */
const GSM_CLASSES = 0xc0;
/** Septets that match elsewhere by no chance. */
const LEAST_SEPTETS = 4;
const TEXT = `let T = text "abcdefgh"
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf1 message_payload=T`;
/** SMS-DELIVER from 10658000, DCS F1, 15 septets of which 7 are header and fill: ref 5, total 1, index 1. */
const HEAD = 'hex 44 08 81 01 56 08 00 00 f1 62 10 20 30 40 50 23 0f 05 00 03 05 01 01';

/** Behind a header that does not end on a septet boundary fill bits make the text begin on one (23.040, 9.2.3.24). */
export default defineOracle({
  requirement: 'SEG-015',
  party: 'smsc',
  needs: ['smpp', 'rp'],
  scope: 'transaction',
  check: (view, { iut }) =>
    dispatches(view)
      .filter(({ submission }) => submission.alphabet === 'gsm7')
      .flatMap((dispatch) => {
        const isKnown = iut === 'chain' || uint(dispatch.submission.pdu, 'data_coding') >= GSM_CLASSES;
        const findings = dispatch.groups.flatMap((group) => judged(dispatch, group));
        return findings.filter(({ verdict }) => isKnown || verdict !== 'inconc');
      }),
  accepts: [
    `# abcdefgh packed by hand, one bit further than without a header
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex c2 e2 31 b9 6c 3e a3 01`,
  ],
  inconclusive: [
    `# other text
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex ff e2 31 b9 6c 3e a3 01`,
  ],
  rejects: [
    `# abcdefgh packed right behind the header
     ${TEXT}
     smsc    > handset rp-data reference=0 tpdu=${HEAD} + hex 61 f1 98 5c 36 9f d1 00`,
  ],
});

function judged({ submission }: Dispatch, group: Group): readonly Finding[] {
  const parts = leadingParts(group);
  const texts = parts.flatMap((part) => textTpduOf(part) ?? []);
  if (texts.length < parts.length || !texts.some((tpdu) => fillOf(tpdu) > 0)) return [];
  const evidence = [submission.request, ...eventsOf(parts)];
  let at = 0;
  let undecided = 0;
  for (const [part, tpdu] of texts.entries()) {
    const septets = Math.max(0, tpdu.userDataLength - headerSeptets(headerOctetsOf(tpdu)));
    const due = submission.carried.data.subarray(at, at + septets);
    at += septets;
    if (fillOf(tpdu) === 0 || equal(textFrom(tpdu, fillOf(tpdu), septets), due)) continue;
    const shift = shiftOf(tpdu, due);
    if (shift !== null) {
      const actual = `segment ${part + 1} has the text behind ${shift} fill bits, where a header of ${headerOctetsOf(tpdu)} octets needs ${fillOf(tpdu)}`;
      return [found('fail', evidence, EXPECTED, actual)];
    }
    undecided += 1;
  }
  return undecided === 0
    ? [found('pass', evidence, EXPECTED, `the text stands so in ${texts.length} short messages`)]
    : [found('inconc', evidence, EXPECTED, 'the text came as another: where it begins is not decidable')];
}

function fillOf(tpdu: DeliverTpdu): number {
  const header = headerOctetsOf(tpdu);
  return header === 0 ? 0 : fillBitsOf(header);
}

function textFrom(tpdu: DeliverTpdu, fillBits: number, septets: number): Uint8Array {
  return unpackSeptets(tpdu.packed, 8 * headerOctetsOf(tpdu) + fillBits, septets);
}

/** How many fill bits there are in truth; `null` = the text is found behind none. */
function shiftOf(tpdu: DeliverTpdu, due: Uint8Array): number | null {
  // The last septet may have fallen off the end by the shift.
  const sure = due.subarray(0, -1);
  if (sure.length < LEAST_SEPTETS) return null;
  for (let bits = 0; bits < SEPTET_BITS; bits += 1) {
    if (bits !== fillOf(tpdu) && equal(textFrom(tpdu, bits, sure.length), sure)) return bits;
  }
  return null;
}
