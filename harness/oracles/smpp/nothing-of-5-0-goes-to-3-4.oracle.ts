import { commandsByName } from '../../wire/smpp/commands.table.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { pdusOf } from '../submissions.ts';
import { defineForBothEnds } from './both-ends.ts';
import { sessionStates } from './exchanges.ts';

const V50 = 0x50;

/** A session that was bound with a version before 5.0 sees no PDU that only 5.0 has; its TLVs are reported elsewhere (AMB-11). */
export default defineForBothEnds({
  requirement: 'SMPP-V50-002',
  check: (view) =>
    sessionStates(view, ['smpp'])
      .filter(({ version }) => version < V50)
      .map(({ connection, bind }) => {
        const newer = pdusOf(view).filter(
          (one) =>
            one.connection === connection &&
            one.direction === 'out' &&
            !isResponse(one.message.pdu) &&
            commandsByName.get(one.message.name)?.since === '5.0',
        );
        return {
          verdict: newer.length === 0 ? 'pass' : 'fail',
          evidence: [bind, ...newer.slice(0, 1)],
          expected: 'no PDU that only SMPP 5.0 has',
          actual: newer[0]?.message.name ?? 'none',
        };
      }),
  accepts: [
    `ppg  > smsc bind_transceiver      sequence_number=1
     smsc > ppg  bind_transceiver_resp sequence_number=1
     ppg  > smsc enquire_link          sequence_number=2
     smsc > ppg  enquire_link          sequence_number=2`,
  ],
  rejects: [
    `ppg  > smsc bind_transceiver      sequence_number=1
     smsc > ppg  bind_transceiver_resp sequence_number=1
     iut  > peer broadcast_sm          sequence_number=9`,
  ],
});
