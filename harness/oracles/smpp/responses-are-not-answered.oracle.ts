import type { Finding } from '../../trace/finding.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf, type PduMessage } from '../submissions.ts';
import { defineForBothEnds } from './both-ends.ts';
import { closing } from './exchanges.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'generic_nack never answered, and an unasked response by one generic_nack at most';

/** Whoever answers a generic_nack, or a response by more than one, begins an exchange that may never end (AMB-20). */
export default defineForBothEnds({
  requirement: 'SMPP-NCK-004',
  check: (view) => {
    const pdus = pdusOf(view).filter(({ pco }) => pco === 'smpp');
    return unasked(pdus).flatMap((response) => judged(response, pdus, view));
  },
  accepts: [
    `peer > iut generic_nack sequence_number=99 status=0x03
     peer > iut enquire_link sequence_number=1
     iut  > peer enquire_link_resp sequence_number=1`,
    `# an unasked response may be refused once
     peer > iut submit_sm_resp sequence_number=99
     iut  > peer generic_nack sequence_number=99 status=0x03
     peer > iut enquire_link sequence_number=1
     iut  > peer enquire_link_resp sequence_number=1`,
    `peer > iut submit_sm_resp sequence_number=99
     iut ! peer closed`,
  ],
  inconclusive: ['peer > iut generic_nack sequence_number=99 status=0x03'],
  rejects: [
    `peer > iut generic_nack sequence_number=99 status=0x03
     iut  > peer generic_nack sequence_number=99 status=0x03`,
    `peer > iut submit_sm_resp sequence_number=99
     iut  > peer generic_nack sequence_number=99 status=0x03
     iut  > peer generic_nack sequence_number=99 status=0x03`,
  ],
});

/** Responses to nothing that this party has asked. */
function unasked(pdus: readonly PduMessage[]): readonly PduMessage[] {
  const asked = new Set<string>();
  return pdus.filter(({ connection, direction, message: { pdu } }) => {
    const key = `${connection} ${pdu.sequence_number}`;
    if (direction === 'out' && !isResponse(pdu)) asked.add(key);
    return direction === 'in' && isResponse(pdu) && pdu.command_length >= 16 && !asked.has(key);
  });
}

function judged(response: PduMessage, pdus: readonly PduMessage[], view: View): readonly Finding[] {
  const { command, sequence_number } = response.message.pdu;
  const after = pdus.filter(({ connection, seq }) => connection === response.connection && seq > response.seq);
  const isNumber = ({ message: { pdu } }: PduMessage): boolean => pdu.sequence_number === sequence_number;
  const askedForIt = pdus.some(
    (one) =>
      one.direction === 'in' && !isResponse(one.message.pdu) && one.connection === response.connection && isNumber(one),
  );
  if (askedForIt) return [];
  const nacks = after.filter((one) => one.direction === 'out' && one.message.name === 'generic_nack' && isNumber(one));
  const evidence = [response, ...nacks.slice(0, 2)];
  const allowed = command === 'generic_nack' ? 0 : 1;
  if (nacks.length > allowed) {
    return [
      {
        verdict: 'fail',
        evidence,
        expected: EXPECTED,
        actual: `${command} was answered with ${nacks.length} generic_nack`,
      },
    ];
  }
  const isOver = closing(view, response) !== undefined || after.some(({ direction }) => direction === 'out');
  const actual = isOver ? `${command} began no exchange` : 'nothing was seen of the session afterwards';
  return [{ verdict: isOver ? 'pass' : 'inconc', evidence, expected: EXPECTED, actual }];
}
