import type { Finding } from '../../trace/finding.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf } from '../submissions.ts';
import { defineForBothEnds, otherEnd } from './both-ends.ts';
import { fateOf } from './exchanges.ts';
import { sidesOf } from './odd-requests.ts';
import { writesOf } from './writes.ts';

const EXPECTED = 'each request answered, however TCP cut or joined them';

/** PDUs are cut by command_length, not by what one read brings (SMPP over TCP). How they were written only the sender knows. */
export default defineForBothEnds({
  requirement: 'SMPP-HDR-004',
  check: (view, context) =>
    writesOf(context.viewOf(otherEnd(view.party))).odd.flatMap(({ pdu, message }): readonly Finding[] => {
      if (isResponse(pdu) || responseOf(pdu.command) === null || pdu.problems.length > 0) return [];
      const onSession = pdusOf(view).filter(
        ({ connection, seq }) => connection === message.connection && seq > message.seq,
      );
      const isIts = (one: (typeof onSession)[number]): boolean =>
        one.message.pdu.sequence_number === pdu.sequence_number;
      const answers = onSession.filter((one) => one.direction === 'out' && isResponse(one.message.pdu) && isIts(one));
      const evidence = [message, ...answers];
      if (answers.length > 0)
        return [{ verdict: 'pass', evidence, expected: EXPECTED, actual: `${pdu.command} was answered` }];
      const fate = fateOf(
        { ...message, message: { kind: 'smpp', name: pdu.command, pdu } },
        [],
        sidesOf(view, context),
      );
      // Whether a close was due is the matter of the rules about what came before it.
      if (fate.kind === 'closed') return [];
      if (fate.kind === 'undecided') return [{ verdict: 'inconc', evidence, expected: EXPECTED, actual: fate.why }];
      return [{ verdict: 'fail', evidence, expected: EXPECTED, actual: `${pdu.command} was not answered` }];
    }),
  accepts: [
    `peer >x iut unknown raw=hex 00000010 000000
     peer >x iut unknown raw=hex 15 00000000 00000007
     peer x> iut enquire_link sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7`,
    `# two in one write
     peer >x iut unknown raw=hex 00000010 00000015 00000000 00000007 00000010 00000015 00000000 00000008
     peer x> iut enquire_link sequence_number=7
     peer x> iut enquire_link sequence_number=8
     iut  > peer enquire_link_resp sequence_number=7
     iut  > peer enquire_link_resp sequence_number=8`,
  ],
  inconclusive: [
    `peer >x iut unknown raw=hex 00000010 000000
     peer >x iut unknown raw=hex 15 00000000 00000007
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `peer >x iut unknown raw=hex 00000010 000000
     peer >x iut unknown raw=hex 15 00000000 00000007
     peer x> iut enquire_link sequence_number=7`,
    `# one read, one PDU
     peer >x iut unknown raw=hex 00000010 00000015 00000000 00000007 00000010 00000015 00000000 00000008
     peer x> iut enquire_link sequence_number=7
     iut  > peer enquire_link_resp sequence_number=7`,
  ],
});
