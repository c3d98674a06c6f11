import { defineOracle } from '../define.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { pdusOf } from '../submissions.ts';
import { sidesOf, wellFormed } from './odd-requests.ts';
import { acceptance, owedTo } from './owed.ts';

const EXPECTED = 'a status that is not 0 (0x0c or 0x67)';

/** Nothing is told of a message_id that the SMSC never gave (SMPP 3.4, 4.8; AMB-22). */
export default defineOracle({
  requirement: 'SMPP-QRY-001',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) => {
    const given = new Set(
      pdusOf(view).flatMap(({ direction, message: { pdu } }) =>
        direction === 'out' && /^(submit_sm|data_sm|submit_multi)_resp$/.test(pdu.command)
          ? [text(pdu, 'message_id')]
          : [],
      ),
    );
    return wellFormed(view, ['query_sm'])
      .filter(({ request }) => isForeign(text(request.message.pdu, 'message_id'), given))
      .map(({ request, answers }) =>
        owedTo(
          request,
          answers,
          { expected: EXPECTED, wrongWith: acceptance, mayClose: false },
          sidesOf(view, context),
        ),
      );
  },
  accepts: [
    `ppg  > smsc query_sm      sequence_number=7 message_id=no-such-id
     smsc > ppg  query_sm_resp sequence_number=7 status=0x0c header_only`,
    `ppg  > smsc query_sm      sequence_number=7 message_id=no-such-id
     smsc > ppg  generic_nack  sequence_number=7 status=0x03`,
  ],
  inconclusive: [
    `ppg  > smsc query_sm      sequence_number=7 message_id=no-such-id
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `ppg  > smsc query_sm      sequence_number=7 message_id=no-such-id
     smsc > ppg  query_sm_resp sequence_number=7 message_id=no-such-id message_state=2`,
  ],
});

/** Ids of messages that are still on their way come with their responses, so only what is no id of any SMSC is surely unknown. */
function isForeign(id: string, given: ReadonlySet<string>): boolean {
  return !given.has(id) && /no-such-id$/.test(id);
}
