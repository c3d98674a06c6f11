import { defineOracle } from '../define.ts';
import { timedFindings, waitedFor } from '../deadlines.ts';
import { acknowledged, dispatches, type Dispatch } from '../groups.ts';
import { found, sendingsOf } from '../sendings.ts';
import { allSubmissions, asksForTransaction, statusOf, type Submission } from '../submissions.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { Profile } from '../../core/profile.ts';

/** So many other messages, taken within the predetermined time before a push, are a load. */
const LOAD = 10;
const WHAT = 'the result of a push under the load of ordinary messages';
const FLOOD = Array.from(
  { length: LOAD },
  (
    _,
    at,
  ) => `ppg > smsc submit_sm sequence_number=${at + 1} destination_addr=15550100002 esm_class=0x03 message_payload=hex 01 02 03 04 05 06 07 08 ${at + 10}
     smsc > ppg submit_sm_resp sequence_number=${at + 1}`,
).join('\n     ');
const PUSH = `@50ms ppg > smsc data_sm sequence_number=70 esm_class=0x02 message_payload=P`;

/** With a share that is reserved for push, a push gets its result within the predetermined time whatever the load. */
export default defineOracle({
  requirement: 'DSC-03',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'run',
  check: (view, { profile, iut }) => {
    if (iut === 'chain' && profile.deployment !== undefined && profile.deployment !== 'reserved') return [];
    const all = allSubmissions(view);
    const others = all.filter(({ pdu, responses }) => !asksForTransaction(pdu) && isTaken(responses));
    if (others.length < LOAD) return [];
    const windowUs = profile.timers.transactionMs * 1_000;
    const isUnderLoad = ({ request, pdu }: Submission): boolean =>
      asksForTransaction(pdu) &&
      others.filter((one) => one.request.seq < request.seq && one.request.atUs >= request.atUs - windowUs).length >=
        LOAD;
    return dispatches(view)
      .filter(({ submission }) => isUnderLoad(submission))
      .flatMap((dispatch) => judged(view, dispatch, profile));
  },
  accepts: [
    `let P = pattern(60)
     ${FLOOD}
     ${PUSH}
     smsc > handset deliver_sm sequence_number=1 short_message=P
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > ppg data_sm_resp sequence_number=70`,
  ],
  inconclusive: [
    `let P = pattern(60)
     ${FLOOD}
     ${PUSH}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# failed in time, without an attempt: it waited behind the others
     let P = pattern(60)
     ${FLOOD}
     ${PUSH}
     @60000ms smsc > ppg data_sm_resp sequence_number=70 status=0xfe header_only`,
    `let P = pattern(60)
     ${FLOOD}
     ${PUSH}
     @70000ms smsc > handset deliver_sm sequence_number=1 short_message=P
     handset > smsc deliver_sm_resp sequence_number=1
     smsc > ppg data_sm_resp sequence_number=70`,
    `let P = pattern(60)
     ${FLOOD}
     ${PUSH}
     -- ends at @300000ms --`,
  ],
});

function isTaken(responses: Submission['responses']): boolean {
  const [response] = responses;
  return response !== undefined && statusOf(response) === 0;
}

function judged(view: View, dispatch: Dispatch, { timers }: Profile): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const [response] = responses;
  const { transactionMs } = timers;
  const expected = `${WHAT} within ${transactionMs} ms`;
  if (response === undefined) {
    return waitedFor(view, request.atUs, transactionMs)
      ? [found('fail', [request], expected, 'no response')]
      : [found('inconc', [request], expected, 'no response while it was observed')];
  }
  const evidence = [request, response];
  const before = sendingsOf(dispatch).filter((one) => one.request.seq < response.seq);
  const isStarved = statusOf(response) !== 0 && before.every(acknowledged);
  if (isStarved && response.atUs - request.atUs > HALF * transactionMs * 1_000)
    return [found('fail', evidence, expected, `a failure, though no segment had failed: ${before.length} were sent`)];
  // A failure of the handset's, or a refusal at once, says nothing of the load.
  if (statusOf(response) !== 0) return [];
  return timedFindings(
    [{ tookUs: response.atUs - request.atUs, limitMs: transactionMs, evidence, what: WHAT }],
    view.header,
  );
}

/** What fails before half of its time is over did not wait for its turn. */
const HALF = 0.5;
