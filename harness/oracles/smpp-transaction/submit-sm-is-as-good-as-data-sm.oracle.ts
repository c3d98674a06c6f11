import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { found, sendingsOf, storyOf } from '../sendings.ts';
import { isOrdinary, refusesTheForm } from '../ordinary.ts';
import { tlv } from '../../wire/smpp/pdu.ts';

const EXPECTED = 'a submit_sm with message_payload in transaction mode served as a data_sm is';
const PUSH = `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P`;

/** submit_sm with message_payload does what data_sm does: our decision, as 3.4 names data_sm only (AMB-01). */
export default defineOracle({
  requirement: 'TXN-023',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) =>
    dispatches(view)
      .filter(({ submission }) => submission.pdu.command === 'submit_sm' && isOrdinary(submission, profile))
      .filter(({ submission }) => tlv(submission.pdu, 'message_payload') !== undefined)
      .flatMap((dispatch) => {
        if (refusesTheForm(dispatch)) return [found('fail', storyOf(dispatch), EXPECTED, 'refused for its form')];
        const sent = sendingsOf(dispatch).length;
        return sent === 0 ? [] : [found('pass', storyOf(dispatch), EXPECTED, `${sent} segments sent`)];
      }),
  accepts: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=P`,
  ],
  rejects: [
    `${PUSH}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x43 header_only`,
  ],
});
