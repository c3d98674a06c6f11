import { defineOracle } from '../define.ts';
import { latestUs, waiting } from '../deadlines.ts';
import { submissions } from '../submissions.ts';

/** The most that 255 segments carry (sms.md, 2); what a longer push is owed is SEG-019's matter. */
const LARGEST_PUSH_OCTETS = 255 * 128;

/** Each submitted push is answered exactly once, on its own session, with the request's sequence_number. */
export default defineOracle({
  requirement: 'STP-08d',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'session',
  check: (view, { profile }) =>
    submissions(view)
      .filter(({ carried }) => carried.data.length <= LARGEST_PUSH_OCTETS)
      .map(({ request, responses }) => {
        const expected = `exactly one response to sequence_number ${request.message.pdu.sequence_number} within ${profile.timers.transactionMs} ms`;
        const evidence = [request, ...responses];
        if (responses.length === 1) return { verdict: 'pass', evidence, expected, actual: 'one response' };
        if (responses.length > 1) {
          return { verdict: 'fail', evidence, expected, actual: `${responses.length} responses to one submission` };
        }
        const limitUs = latestUs(profile.timers.transactionMs, view.header);
        switch (waiting(view, request, limitUs, request.connection)) {
          case 'over':
            return { verdict: 'fail', evidence, expected, actual: 'no response within the predetermined time' };
          case 'cut off':
            return {
              verdict: 'inconc',
              evidence,
              expected,
              actual: 'the session was closed before a response was due',
            };
          case 'still open':
            return { verdict: 'inconc', evidence, expected, actual: 'the observation ended before a response was due' };
        }
      }),
  accepts: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7`,
    `ppg  > smsc data_sm        sequence_number=7 esm_class=0x02
     ppg  > smsc data_sm        sequence_number=8 esm_class=0x02
     smsc > ppg  data_sm_resp   sequence_number=8
     smsc > ppg  data_sm_resp   sequence_number=7 status=0xfe header_only`,
    `# not this rule's matter: store and forward
     ppg  > smsc submit_sm      sequence_number=6 esm_class=0x03
     ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  generic_nack   sequence_number=7 status=0x03`,
  ],
  inconclusive: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     -- trace ends before the deadline --`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc ! ppg  closed
     -- ends at @100000ms --`,
  ],
  rejects: [
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7
     smsc > ppg  submit_sm_resp sequence_number=7`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=8
     -- ends at @100000ms --`,
    `ppg  > smsc submit_sm      sequence_number=7 esm_class=0x02
     smsc > ppg  submit_sm_resp sequence_number=7 connection=another-session
     -- ends at @100000ms --`,
  ],
});
