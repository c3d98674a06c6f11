import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch, type Group } from '../groups.ts';
import { eventsOf, found } from '../sendings.ts';
import { ESCAPE } from '../../wire/sm/gsm7.ts';
import { uint } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';
import { leadingParts, septetsOf } from './septets.ts';

const EXPECTED = 'the escape and the septet that it announces in one segment';
/**
 * From here on a data_coding says GSM 7-bit in so many words. What the default alphabet (0) is, is the SMSC's to know: where it
 * is another one, an escape announces nothing (SMPP 3.4, 5.2.19).
 */
const GSM_CLASSES = 0xc0;
const TEXT = `let P = text "abcdefghijklmnopqrstuvw\\x1b\\x65xyz0123456789"
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf1 message_payload=P`;

/** An escape and the septet behind it are not separated (23.040, 9.2.3.24.1), whichever way septets stand on this link (AMB-24). */
export default defineOracle({
  requirement: 'SEG-016',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { iut }) =>
    dispatches(view)
      .filter(({ submission: { alphabet, carried } }) => alphabet === 'gsm7' && carried.data.includes(ESCAPE))
      .flatMap((dispatch) => {
        const findings = dispatch.groups.flatMap((group) => judged(dispatch, group));
        const isKnown = iut === 'chain' || uint(dispatch.submission.pdu, 'data_coding') >= GSM_CLASSES;
        return findings.filter(({ verdict }) => isKnown || verdict === 'pass');
      }),
  accepts: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf1 segment=1/2 reference=5 ports=none ud=P[0..23]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=0xf1 segment=2/2 reference=5 ports=none ud=P[23..38]`,
    `# packed, with one fill bit behind a header of six octets: "abc", then escape and euro sign
     let P = text "abc\\x1b\\x65"
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf1 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf1 segment=1/2 reference=5 ports=none ud=hex c2 e2 31
     smsc    > handset deliver_sm      sequence_number=2 data_coding=0xf1 segment=2/2 reference=5 ports=none ud=hex 36 65`,
  ],
  inconclusive: [
    `# written in another alphabet
     ${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf1 segment=1/2 reference=5 ports=none ud=P[0..23]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=0xf1 segment=2/2 reference=5 ports=none ud=hex a4 + P[25..38]`,
  ],
  rejects: [
    `${TEXT}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf1 segment=1/2 reference=5 ports=none ud=P[0..24]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=0xf1 segment=2/2 reference=5 ports=none ud=P[24..38]`,
  ],
});

function judged({ submission }: Dispatch, group: Group): readonly Finding[] {
  const parts = leadingParts(group);
  if (group.total < 2 || parts.length < 2) return [];
  const evidence = [submission.request, ...eventsOf(parts)];
  const pieces = septetsOf(parts, submission.carried.data);
  if (pieces === null) {
    const actual =
      'the text came in another form than septets, one an octet or packed: where an escape stands is not decidable';
    return [found('inconc', evidence, EXPECTED, actual)];
  }
  const at = pieces.findIndex((piece, before) => before < group.total - 1 && endsInEscape(piece));
  if (at !== -1) return [found('fail', evidence, EXPECTED, `segment ${at + 1} ends with the escape`)];
  return [found('pass', evidence, EXPECTED, `no escape at the end of one of ${pieces.length} segments`)];
}

/** The last septet announces one that is not there: of a run of escapes each second one is announced by the one before. */
function endsInEscape(piece: Uint8Array): boolean {
  let run = 0;
  while (piece.at(-1 - run) === ESCAPE) run += 1;
  return run % 2 === 1;
}
