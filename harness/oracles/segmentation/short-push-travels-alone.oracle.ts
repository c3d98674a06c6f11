import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found, placeOf, sendingsOf } from '../sendings.ts';
import { MAX_USER_DATA_OCTETS, wholeOctets } from '../sizes.ts';

const EXPECTED = `one message without concatenation, as header and data have no more than ${MAX_USER_DATA_OCTETS} octets`;
const PUSH = `let P = pattern(133)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** A push that fits one short message travels in one, without a concatenation element (1/1 is legal in 23.040, AMB-47: our decision). */
export default defineOracle({
  requirement: 'SEG-001',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      .filter(({ submission }) => submission.alphabet !== 'gsm7' && wholeOctets(submission) <= MAX_USER_DATA_OCTETS)
      .flatMap((dispatch) => {
        const sent = sendingsOf(dispatch);
        if (sent.length === 0) return [];
        const evidence = [dispatch.submission.request, ...eventsOf(sent)];
        const marked = sent.map(placeOf).find((place) => place !== null);
        if (marked === undefined) return [found('pass', evidence, EXPECTED, 'one message, alone')];
        return [found('fail', evidence, EXPECTED, `a message that says it is ${marked.index} of ${marked.total}`)];
      }),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# sent again
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x64
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=P
     handset > smsc    deliver_sm_resp sequence_number=2`,
  ],
  rejects: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..133]
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `let P = pattern(100)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/1 reference=5 ud=P
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});
