import { defineOracle } from '../define.ts';
import { acknowledged, served } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';
import { statusOf } from '../submissions.ts';
import { uint } from '../../wire/smpp/pdu.ts';

const MODE_BITS = 0x03;
const STORE_AND_FORWARD = 0x03;
/** So long an acknowledgement must have taken that waiting for it shows. */
const SLOW_US = 50_000;
const EXPECTED = 'the response to a store-and-forward submission on its acceptance, not on its delivery';
const START = `let P = pattern(60)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x03 message_payload=P`;

/** Where store and forward is claimed, messaging mode 11 is answered on acceptance (SMPP 3.4, 2.10.1). */
export default defineOracle({
  requirement: 'TXN-020',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => {
    const stored = served(view).filter(
      ({ submission: { pdu } }) => (uint(pdu, 'esm_class') & MODE_BITS) === STORE_AND_FORWARD,
    );
    return stored.flatMap((dispatch) => {
      const { request, responses } = dispatch.submission;
      const [response] = responses;
      if (response === undefined || statusOf(response) !== 0) return [];
      const acknowledgement = sendingsOf(dispatch).filter(acknowledged).at(-1)?.answer;
      if (acknowledgement === undefined || acknowledgement === null) return [];
      const evidence = [request, response, acknowledgement];
      if (response.seq < acknowledgement.seq) return [found('pass', evidence, EXPECTED, 'on acceptance')];
      const tookUs = acknowledgement.atUs - request.atUs;
      if (tookUs < SLOW_US) return [];
      const verdict = view.header.mirrored.includes('smsc') ? 'inconc' : 'fail';
      return [found(verdict, evidence, EXPECTED, 'after the acknowledgement')];
    });
  },
  accepts: [
    `${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `# storing may take its time, too
     ${START}
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @80ms handset > smsc deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7
     -- mirrored smsc --`,
  ],
  rejects: [
    `${START}
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     @80ms handset > smsc deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});
