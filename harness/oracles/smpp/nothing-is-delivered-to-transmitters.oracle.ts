import { defineOracle } from '../define.ts';
import { pdusOf } from '../submissions.ts';
import { sessionStates } from './exchanges.ts';

/** A session that bound as transmitter is sent no deliver_sm, receipts neither (SMPP 3.4, 2.3). */
export default defineOracle({
  requirement: 'SMPP-SES-003',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view) => {
    const transmitters = sessionStates(view, ['smpp']).filter(({ state }) => state === 'BOUND_TX');
    return transmitters.map(({ connection, bind }) => {
      const sent = pdusOf(view).filter(
        (one) =>
          one.connection === connection &&
          one.direction === 'out' &&
          one.message.name === 'deliver_sm' &&
          one.seq > bind.seq,
      );
      return {
        verdict: sent.length === 0 ? 'pass' : 'fail',
        evidence: [bind, ...sent.slice(0, 1)],
        expected: 'no deliver_sm on a transmitter session',
        actual: `${sent.length} deliver_sm`,
      };
    });
  },
  accepts: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     `,
  ],
  rejects: [
    `smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1 system_id=a password=b interface_version=0x34
     smsc > ppg bind_transmitter_resp sequence_number=1
     smsc > ppg deliver_sm sequence_number=1 esm_class=0x04`,
  ],
});
