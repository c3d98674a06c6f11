import { defineOracle } from '../define.ts';
import { asked, isBound } from './exchanges.ts';
import { acceptance, owedTo } from './owed.ts';
import { deafness, sidesOf } from './odd-requests.ts';

const EXPECTED = 'a status that is not 0 (0x05), or close';

/** A session that is bound is not bound again (SMPP 3.4, 5.1.3; AMB-14). */
export default defineOracle({
  requirement: 'SMPP-SES-004',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) =>
    asked(view)
      .filter(({ request, state }) => request.message.name.startsWith('bind_') && isBound(state))
      .flatMap(({ request, answers }) => {
        const sides = sidesOf(view, context);
        const owed = { expected: EXPECTED, wrongWith: acceptance, mayClose: true };
        return [owedTo(request, answers, owed, sides), ...deafness(request, EXPECTED, sides)];
      }),
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=2
     smsc > ppg bind_transmitter_resp sequence_number=2 status=0x05 header_only`,
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=2
     smsc ! ppg closed
     smsc ! ppg opened connection=smpp-2
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34 connection=smpp-2
     smsc > ppg bind_transmitter_resp sequence_number=1 connection=smpp-2
     `,
  ],
  inconclusive: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=2
     smsc ! ppg closed`,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transceiver sequence_number=2
     smsc > ppg bind_transceiver_resp sequence_number=2`,
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     ppg  > smsc bind_transmitter sequence_number=2`,
  ],
});
