import type { View } from '../../trace/view.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import { defineOracle } from '../define.ts';
import { pdusOf, submissions } from '../submissions.ts';
import { notLater, type Occasion } from '../timing-kinds.ts';
import { closing } from './exchanges.ts';

/** So many requests in a row whose answers the peer does not read: it has stopped reading. */
const UNREAD_REQUESTS = 100;

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

type Stall = { readonly from: TraceEvent; readonly until: TraceEvent | undefined };

/** From the first of the requests that are not read the answers of, until the connection ends. */
function stalledSessions(peer: View): readonly Stall[] {
  const runs = new Map<string, { first: TraceEvent; count: number }>();
  const stalls: Stall[] = [];
  for (const message of pdusOf(peer)) {
    if (message.pco !== 'smpp') continue;
    if (message.direction === 'in') {
      runs.delete(message.connection);
      continue;
    }
    if (isResponse(message.message.pdu)) continue;
    const run = runs.get(message.connection) ?? { first: message, count: 0 };
    run.count += 1;
    runs.set(message.connection, run);
    if (run.count === UNREAD_REQUESTS) stalls.push({ from: run.first, until: closing(peer, message) });
  }
  return stalls.filter(({ from, until }) => !pdusOf(peer).some((one) => isReadAfter(one, from, until)));
}

function isReadAfter(one: ReturnType<typeof pdusOf>[number], from: TraceEvent, until: TraceEvent | undefined): boolean {
  const isWithin = one.seq > from.seq && one.seq < (until?.seq ?? Number.POSITIVE_INFINITY);
  return one.direction === 'in' && one.connection === from.connection && isWithin;
}
