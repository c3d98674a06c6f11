import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { failureOf, found, storyOf, undelivered } from '../sendings.ts';
import { tlv, tlvUint } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'delivery_failure_reason of 0 to 3, and network_error_code of 3 octets where one is given';
const LAST_REASON = 3;
const NETWORK_ERROR_OCTETS = 3;
const START = `let P = pattern(60)
     ppg     > smsc    data_sm         sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65`;

/** A failure may say why; where it does not, that is legal (AMB-03) and only our own SMSC is blamed for it. */
export default defineOracle({
  requirement: 'TXN-012',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { iut }) =>
    dispatches(view).flatMap((dispatch) => {
      const failure = failureOf(dispatch.submission);
      if (failure === null || undelivered(dispatch, failure.seq).length === 0) return [];
      const { pdu } = failure.message;
      const evidence = storyOf(dispatch);
      const reason = tlvUint(pdu, 'delivery_failure_reason');
      const network = tlv(pdu, 'network_error_code');
      if (reason === undefined)
        return [found(iut === 'chain' ? 'fail' : 'pass', evidence, EXPECTED, 'no reason, which is legal (AMB-03)')];
      const fits = reason <= LAST_REASON && (network === undefined || network.octets.length === NETWORK_ERROR_OCTETS);
      return [found(fits ? 'pass' : 'fail', evidence, EXPECTED, `reason ${reason}`)];
    }),
  accepts: [
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=2 network_error_code=hex 03 0015`,
  ],
  rejects: [
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe header_only`,
    `${START}
     smsc    > ppg     data_sm_resp    sequence_number=7 status=0xfe delivery_failure_reason=4`,
  ],
});
