import { defineOracle } from '../define.ts';
import { found } from '../sendings.ts';
import { allSubmissions, pdusOf, submissions, type PduMessage } from '../submissions.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'no response to a submission on another session than its own, and an SMSC that goes on serving';
const RESPONSES: readonly string[] = ['submit_sm_resp', 'data_sm_resp'];
const START = `let R = pattern(200)
     let P = R[0..100]
     let Q = R[100..200]
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     smsc    ! ppg     closed          connection=smpp-1
     smsc    ! ppg     opened          connection=smpp-2`;
const NEXT = `ppg     > smsc    submit_sm       sequence_number=2 esm_class=0x02 message_payload=Q connection=smpp-2`;

/** When the PPG's connection is lost, what was under way is answered on no other session, and others are served. */
export default defineOracle({
  requirement: 'TXN-019',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view) =>
    submissions(view).flatMap(({ request, responses }) => {
      if (responses.length > 0) return [];
      const closed = view.events.find(
        ({ kind, connection, seq }) => kind === 'closed' && connection === request.connection && seq > request.seq,
      );
      if (closed === undefined) return [];
      const stray = straysOf(view).find(({ connection, seq }) => connection !== request.connection && seq > closed.seq);
      if (stray !== undefined)
        return [found('fail', [request, closed, stray], EXPECTED, 'a response that answers nothing of its session')];
      const served = allSubmissions(view).find((later) => later.request.seq > closed.seq && later.responses.length > 0);
      return served === undefined
        ? []
        : [
            found(
              'pass',
              [request, closed, served.request, ...served.responses],
              EXPECTED,
              'the next submission was answered',
            ),
          ];
    }),
  accepts: [
    `${START}
     ${NEXT}
     smsc    > ppg     submit_sm_resp  sequence_number=2 connection=smpp-2`,
  ],
  rejects: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7 connection=smpp-2
     ${NEXT}
     smsc    > ppg     submit_sm_resp  sequence_number=2 connection=smpp-2`,
  ],
});

/** Responses to submissions that no request on their connection asked for. */
function straysOf(view: View): readonly PduMessage[] {
  const asked = new Set<string>();
  return pdusOf(view).filter(({ connection, direction, message: { pdu } }) => {
    const key = `${connection} ${pdu.sequence_number}`;
    if (direction === 'in' && !isResponse(pdu)) asked.add(key);
    return direction === 'out' && RESPONSES.includes(pdu.command) && !asked.has(key);
  });
}
