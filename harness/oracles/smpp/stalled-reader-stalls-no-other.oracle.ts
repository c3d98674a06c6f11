import { defineOracle } from '../define.ts';
import { submissions } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import { closing } from './exchanges.ts';
import { stalledSessions, UNREAD_REQUESTS } from './stalled-sessions.ts';

/** A peer that stops reading is its own trouble: submissions on other sessions are answered in their time (fact sheet, 12). */
export default defineOracle({
  requirement: 'SEC-017',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile, viewOf }) => {
    const { transactionMs } = profile.timers;
    const stalls = stalledSessions(viewOf('ppg'));
    const occasions = submissions(view).flatMap(({ request, responses: [response] }): readonly Occasion[] => {
      const beside = stalls.find(
        ({ from, until }) =>
          from.connection !== request.connection &&
          request.seq < (until?.seq ?? Number.POSITIVE_INFINITY) &&
          (response?.seq ?? Number.POSITIVE_INFINITY) > from.seq,
      );
      if (beside === undefined || (response === undefined && closing(view, request) !== undefined)) return [];
      const tookUs = (response?.atUs ?? view.header.endUs) - request.atUs;
      const came = response !== undefined ? 'yes' : view.header.complete.end ? 'no' : 'open';
      const evidence = response === undefined ? [beside.from, request] : [beside.from, request, response];
      return [{ tookUs, came, evidence, what: response === undefined ? 'not answered' : 'answered' }];
    });
    const expected = `a submission beside a stalled reader answered within ${transactionMs} ms`;
    return notLater(occasions, { limitMs: transactionMs, header: view.header, expected });
  },
  accepts: [
    `${unread()}
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=text "push" connection=smpp-2
     smsc > ppg  data_sm_resp sequence_number=7 connection=smpp-2`,
  ],
  inconclusive: [
    `${unread()}
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=text "push" connection=smpp-2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${unread()}
     ppg  > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=text "push" connection=smpp-2`,
  ],
});

/** Requests to which nothing is read. */
function unread(): string {
  return Array.from({ length: UNREAD_REQUESTS }, (_, at) => `ppg > smsc enquire_link sequence_number=${at + 1}`).join(
    '\n',
  );
}
