import { defineOracle } from '../define.ts';
import { waitedFor } from '../deadlines.ts';
import { acknowledged, dispatches, indexOf, type Dispatch, type Transmission } from '../groups.ts';
import { completeGroup, found, sendingsOf, storyOf } from '../sendings.ts';
import { isToHandsets, statusOf } from '../submissions.ts';
import { equal } from '../../wire/octets.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Finding } from '../../trace/finding.ts';
import type { Profile } from '../../core/profile.ts';
import type { View } from '../../trace/view.ts';

/** An acknowledgement written so long before its connection closed had been read by then. */
const SURELY_READ_US = 100_000;
const EXPECTED = 'what was not acknowledged before the handset went, and nothing else, or a failure in time (AMB-12)';
const START = `let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     @300ms smsc ! handset closed
     @400ms smsc ! handset opened connection=sm-2`;

/** A handset that goes in mid group and comes back in time gets what it has not acknowledged, or the group fails in time. */
export default defineOracle({
  requirement: 'TXN-025',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view, { profile }) => dispatches(view).flatMap((dispatch) => judged(view, dispatch, profile)),
  accepts: [
    `${START}
     smsc    > handset deliver_sm      connection=sm-2 sequence_number=1 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp connection=sm-2 sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# back before the end of the old connection was seen
     let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc    > handset deliver_sm      sequence_number=2 segment=2/2 reference=5 ud=P[128..200]
     @300ms smsc ! handset opened connection=sm-2
     @301ms smsc ! handset closed
     smsc    > handset deliver_sm      connection=sm-2 sequence_number=1 segment=2/2 reference=5 ud=P[128..200]
     handset > smsc    deliver_sm_resp connection=sm-2 sequence_number=1
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# the group fails at once
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7 status=0xfe header_only`,
  ],
  inconclusive: [
    `# still owed
     ${START}
     -- trace ends before the deadline --`,
    `# acknowledged in the last moment: it may not have been read
     let P = pattern(200)
     @0ms ppg > smsc   submit_sm       sequence_number=7 esm_class=0x02 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp sequence_number=1
     smsc ! handset closed
     @400ms smsc ! handset opened connection=sm-2
     smsc    > handset deliver_sm      connection=sm-2 sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp connection=sm-2 sequence_number=1
     -- mirrored smsc --`,
  ],
  rejects: [
    `# from the first one on
     ${START}
     smsc    > handset deliver_sm      connection=sm-2 sequence_number=1 segment=1/2 reference=5 ud=P[0..128]
     handset > smsc    deliver_sm_resp connection=sm-2 sequence_number=1`,
    `# the same under another reference
     ${START}
     smsc    > handset deliver_sm      connection=sm-2 sequence_number=1 segment=1/2 reference=6 ud=P[0..128]
     handset > smsc    deliver_sm_resp connection=sm-2 sequence_number=1`,
    `# success without the rest
     ${START}
     smsc    > ppg     submit_sm_resp  sequence_number=7`,
    `# neither
     ${START}
     -- ends at @300000ms --`,
  ],
});

function judged(view: View, dispatch: Dispatch, { timers }: Profile): readonly Finding[] {
  const { request, responses } = dispatch.submission;
  const [response] = responses;
  const until = response?.seq ?? Number.POSITIVE_INFINITY;
  const sent = sendingsOf(dispatch);
  const lost = view.events.find(
    ({ kind, pco, connection, seq }) =>
      kind === 'closed' &&
      isToHandsets(pco) &&
      seq > request.seq &&
      seq < until &&
      sent.some((one) => one.request.connection === connection && one.request.seq < seq),
  );
  if (lost === undefined) return [];
  const deadlineUs = request.atUs + timers.transactionMs * 1_000;
  // On sockets a new connection may be seen before the end of the old one.
  const back = view.events.find(
    ({ kind, pco, connection, seq }) =>
      kind === 'opened' && isToHandsets(pco) && connection !== lost.connection && seq > request.seq,
  );
  const taken = sent.filter((one) => acknowledged(one) && (one.answer?.seq ?? until) < lost.seq);
  if (back === undefined || back.atUs > deadlineUs || taken.length === 0) return [];
  const evidence = [lost, back, ...storyOf(dispatch)];
  const again = needless(view, sent, taken, lost);
  if (again !== null) return [{ ...again, evidence }];
  if (response === undefined) {
    if (isWholeAfter(dispatch)) return [];
    return waitedFor(view, request.atUs, timers.transactionMs)
      ? [found('fail', evidence, EXPECTED, 'neither the rest nor an answer')]
      : [found('inconc', evidence, EXPECTED, 'neither the rest nor an answer while it was observed')];
  }
  if (statusOf(response) !== 0) return [found('pass', evidence, EXPECTED, 'a failure')];
  return completeGroup(dispatch, response.seq) === null
    ? [found('fail', evidence, EXPECTED, 'success without the rest')]
    : [found('pass', evidence, EXPECTED, 'the rest, and nothing twice')];
}

function isWholeAfter(dispatch: Dispatch): boolean {
  return completeGroup(dispatch) !== null;
}

/** A segment that had been acknowledged before the connection was lost, and went out again. */
function needless(
  view: View,
  sent: readonly Transmission[],
  taken: readonly Transmission[],
  lost: TraceEvent,
): Omit<Finding, 'evidence'> | null {
  const again = sent.find(
    (one) =>
      one.request.seq > lost.seq &&
      taken.some((other) => indexOf(other) === indexOf(one) && equal(other.data, one.data)),
  );
  if (again === undefined) return null;
  const first = taken.find((one) => indexOf(one) === indexOf(again));
  const beforeUs = lost.atUs - (first?.answer?.atUs ?? lost.atUs);
  const isSure = !view.header.mirrored.includes('smsc') || beforeUs >= SURELY_READ_US + view.header.timingToleranceUs;
  const what = `segment ${indexOf(again)} went out again, acknowledged ${Math.round(beforeUs / 1_000)} ms before`;
  return isSure
    ? { verdict: 'fail', expected: EXPECTED, actual: what }
    : { verdict: 'inconc', expected: EXPECTED, actual: `${what}: it may not have been read` };
}
