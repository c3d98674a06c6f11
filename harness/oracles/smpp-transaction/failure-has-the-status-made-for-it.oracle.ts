import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { failureOf, found, sendingsOf, storyOf } from '../sendings.ts';

const DELIVERY_FAILURE = 0xfe;
const RINVDSTADR = 0x0b;
const EXPECTED = 'status 0xfe; 0x0b also for a subscriber that is unknown or absent';
const START = `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P`;

/** A push that was taken and could not be delivered fails with 0xFE, or 0x0B where nobody was there (SMPP 3.4, 5.1.3; AMB-12). */
export default defineOracle({
  requirement: 'TXN-026',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view).flatMap((dispatch) => {
      const failure = failureOf(dispatch.submission);
      const sent = sendingsOf(dispatch).filter(({ request }) => request.seq < (failure?.seq ?? 0));
      // What is refused before anything was sent has codes of its own.
      if (failure === null || sent.length === 0) return [];
      const status = failure.message.pdu.command_status;
      const isSilent = sent.every(({ answer }) => answer === null || answer.seq > failure.seq);
      const fits = status === DELIVERY_FAILURE || (status === RINVDSTADR && isSilent);
      return [found(fits ? 'pass' : 'fail', storyOf(dispatch), EXPECTED, `status 0x${status.toString(16)}`)];
    }),
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
    `# nobody there
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x0b header_only`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x45 header_only`,
    `# it was there
     ${START}
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0x0b header_only`,
  ],
});
