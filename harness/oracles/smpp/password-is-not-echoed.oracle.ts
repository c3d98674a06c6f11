import { defineOracle } from '../define.ts';
import { text } from '../../wire/smpp/pdu.ts';
import { latin1 } from '../../wire/octets.ts';
import { pdusOf } from '../submissions.ts';
import { asked } from './exchanges.ts';

/** A shorter one may stand in any PDU by chance. */
const LEAST_CHARACTERS = 6;

/** A password goes to the SMSC and comes back in nothing that it says; its logs are its own. */
export default defineOracle({
  requirement: 'SEC-018',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view) =>
    asked(view)
      .filter(({ request }) => request.message.name.startsWith('bind_') && isTelling(request.message.pdu))
      .map(({ request }) => {
        const password = text(request.message.pdu, 'password');
        const echo = pdusOf(view).find(
          (one) => one.direction === 'out' && one.seq > request.seq && latin1(one.octets).includes(password),
        );
        return {
          verdict: echo === undefined ? 'pass' : 'fail',
          evidence: echo === undefined ? [request] : [request, echo],
          expected: 'no PDU of the SMSC that contains the password',
          actual: echo === undefined ? 'none' : `it stands in ${echo.message.name}`,
        };
      }),
  accepts: [
    `ppg  > smsc bind_transmitter      sequence_number=1 system_id=pushproof password=secret08
     smsc > ppg  bind_transmitter_resp sequence_number=1 system_id=smsc`,
  ],
  rejects: [
    `ppg  > smsc bind_transmitter      sequence_number=1 system_id=pushproof password=secret08
     smsc > ppg  bind_transmitter_resp sequence_number=1 system_id=secret08`,
  ],
});

/** Not where the account's name holds it, which a bind response may repeat. */
function isTelling(pdu: Parameters<typeof text>[0]): boolean {
  const password = text(pdu, 'password');
  return password.length >= LEAST_CHARACTERS && !text(pdu, 'system_id').includes(password);
}
