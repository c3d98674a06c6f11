import { defineOracle } from '../define.ts';
import { text, uint } from '../../wire/smpp/pdu.ts';
import { running, type Running } from './running.ts';
import { named } from './owed.ts';
import { statusOf } from '../submissions.ts';

/** message_state (SMPP 3.4, 5.2.28). */
const ENROUTE = 1;

/** pushproof's own SMSC says ENROUTE of a transaction that runs (fact sheet, 8). */
export default defineOracle({
  requirement: 'SMPP-QRY-002',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view) =>
    running(view, ['query_sm']).map(({ asked: { request }, answer }: Running) => {
      const state = uint(answer.message.pdu, 'message_state');
      const isRight = statusOf(answer) === 0 && state === ENROUTE;
      return {
        verdict: isRight ? 'pass' : 'fail',
        evidence: [request, answer],
        expected: 'message_state ENROUTE',
        actual:
          statusOf(answer) === 0
            ? `message_state ${state} of ${text(answer.message.pdu, 'message_id')}`
            : named(answer),
      };
    }),
  accepts: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=text "push"
     ppg  > smsc query_sm       sequence_number=8 message_id=m1
     smsc > ppg  query_sm_resp  sequence_number=8 message_id=m1 message_state=1
     smsc > ppg  submit_sm_resp sequence_number=7 message_id=m1`,
  ],
  rejects: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02 message_payload=text "push"
     ppg  > smsc query_sm       sequence_number=8 message_id=m1
     smsc > ppg  query_sm_resp  sequence_number=8 message_id=m1 message_state=2
     smsc > ppg  submit_sm_resp sequence_number=7 message_id=m1`,
  ],
});
