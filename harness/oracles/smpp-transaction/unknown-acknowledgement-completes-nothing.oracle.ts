import { defineOracle } from '../define.ts';
import { acknowledged, dispatches, indexOf, type Dispatch } from '../groups.ts';
import { completeGroup, found, sendingsOf, storyOf } from '../sendings.ts';
import { handsetMessagesOf, statusOf, type PduMessage } from '../submissions.ts';
import { isResponse } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';

const EXPECTED = 'success only when each segment was acknowledged by its own sequence_number';
const START = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=9999
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]`;

/** An acknowledgement whose sequence_number no open segment has completes nothing (SMPP 3.4, 3.2: pairing). */
export default defineOracle({
  requirement: 'TXN-024',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) => {
    const strays = strayAcknowledgements(view);
    return strays.length === 0 ? [] : dispatches(view).flatMap((dispatch) => judged(dispatch, strays));
  },
  accepts: [
    `${START}
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
  rejects: [
    `# the stray one taken for that of the second segment
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 short_message=P
     handset > smsc    deliver_sm_resp sequence_number=9999
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
  ],
});

/** Responses from the handset that answer nothing which is open on their connection. */
function strayAcknowledgements(view: View): readonly PduMessage[] {
  const open = new Map<string, Set<number>>();
  const strays: PduMessage[] = [];
  for (const message of handsetMessagesOf(view)) {
    const { pdu } = message.message;
    const fromSmsc = (message.party === 'smsc') === (message.direction === 'out');
    const awaited = open.get(message.connection) ?? new Set();
    open.set(message.connection, awaited);
    if (fromSmsc && !isResponse(pdu)) awaited.add(pdu.sequence_number);
    else if (!fromSmsc && pdu.command === 'deliver_sm_resp' && !awaited.delete(pdu.sequence_number))
      strays.push(message);
  }
  return strays;
}

function judged(dispatch: Dispatch, strays: readonly PduMessage[]): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const [response] = responses;
  const sent = sendingsOf(dispatch);
  const last = response?.seq ?? Number.POSITIVE_INFINITY;
  const during = strays.filter(
    ({ seq, connection }) =>
      seq > request.seq &&
      seq < last &&
      sent.some((one) => one.request.connection === connection && one.request.seq < seq),
  );
  if (response === undefined || during.length === 0) return [];
  const evidence = [...during, ...storyOf(dispatch)];
  if (statusOf(response) !== 0) return [found('pass', evidence, EXPECTED, 'no success')];
  const taken = new Set(sent.filter((one) => acknowledged(one) && (one.answer?.seq ?? last) < last).map(indexOf));
  return completeGroup(dispatch, response.seq) === null
    ? [found('fail', evidence, EXPECTED, `success when ${taken.size} segments had been acknowledged`)]
    : [found('pass', evidence, EXPECTED, 'success after the last acknowledgement')];
}
