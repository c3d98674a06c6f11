import type { TraceEvent } from '../../trace/event.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { defineOracle } from '../define.ts';
import { lostFraming, pdusOf, type PduMessage } from '../submissions.ts';
import { closing, fateOf, isBound, sessionStates, type Sides } from './exchanges.ts';
import { flawOf, sidesOf } from './odd-requests.ts';

/** Sessions that end together within so long end for one reason. */
const TOGETHER_US = 1_000_000;
/** The PPG's and the handset's: one alone may have ended by itself. */
const LEAST_SESSIONS = 2;
const EXPECTED = 'the SMSC serves on, and its other sessions stay';

/** Octets that are no PDUs neither end the process nor its other sessions (fact sheet, 12). */
export default defineOracle({
  requirement: 'SEC-016',
  party: 'smsc',
  needs: ['smpp'],
  scope: 'run',
  check: (view, context) => {
    const sides = sidesOf(view, context);
    return pdusOf(view)
      .filter(({ pco, direction }) => pco === 'smpp' && direction === 'in')
      .filter((one) => lostFraming(one) || one.message.name === 'unknown' || flawOf(one.message.pdu) !== null)
      .map((one) => judged(one, sides));
  },
  accepts: [
    `smsc ! ppg opened
     smsc ! ppg opened connection=smpp-2
     ppg  > smsc unknown raw=hex ffeeddcc bbaa9988 77665544 33221100 connection=smpp-2
     smsc ! ppg closed connection=smpp-2
     ppg  > smsc enquire_link sequence_number=5
     smsc > ppg  enquire_link_resp sequence_number=5`,
    `# it unbinds both in an orderly way, as it may at any time
     smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     smsc ! ppg opened connection=smpp-2
     ppg  > smsc bind_transmitter sequence_number=1 connection=smpp-2
     smsc > ppg  bind_transmitter_resp sequence_number=1 connection=smpp-2
     smsc ! ppg opened connection=smpp-3
     ppg  > smsc unknown raw=hex ffeeddcc bbaa9988 77665544 33221100 connection=smpp-3
     smsc ! ppg closed connection=smpp-3
     smsc > ppg  unbind sequence_number=1
     ppg  > smsc unbind_resp sequence_number=1
     smsc ! ppg closed
     smsc > ppg  unbind sequence_number=1 connection=smpp-2
     ppg  > smsc unbind_resp sequence_number=1 connection=smpp-2
     smsc ! ppg closed connection=smpp-2
     smsc ! ppg opened connection=smpp-4
     ppg  > smsc bind_transmitter sequence_number=1 connection=smpp-4
     smsc > ppg  bind_transmitter_resp sequence_number=1 connection=smpp-4`,
  ],
  inconclusive: [
    `smsc ! ppg opened
     ppg  > smsc unknown raw=hex ffeeddcc bbaa9988 77665544 33221100
     smsc ! ppg closed`,
  ],
  rejects: [
    `# it takes all others with it
     smsc ! ppg opened
     ppg  > smsc bind_transmitter sequence_number=1
     smsc > ppg  bind_transmitter_resp sequence_number=1
     smsc ! ppg opened connection=smpp-2
     ppg  > smsc bind_transmitter sequence_number=1 connection=smpp-2
     smsc > ppg  bind_transmitter_resp sequence_number=1 connection=smpp-2
     smsc ! ppg opened connection=smpp-3
     ppg  > smsc unknown raw=hex ffeeddcc bbaa9988 77665544 33221100 connection=smpp-3
     smsc ! ppg closed
     smsc ! ppg closed connection=smpp-2
     smsc ! ppg closed connection=smpp-3`,
    `# it is gone
     smsc ! ppg opened
     ppg  > smsc unknown raw=hex ffeeddcc bbaa9988 77665544 33221100
     smsc ! ppg closed
     ppg  ! smsc closed
     ppg  ! smsc closed connection=smpp-2`,
  ],
});

function judged(request: PduMessage, sides: Sides): Finding {
  const { view } = sides;
  const finding = (verdict: Finding['verdict'], evidence: readonly TraceEvent[], actual: string): Finding => ({
    verdict,
    evidence: [request, ...evidence],
    expected: EXPECTED,
    actual,
  });
  const others = sessionStates(view, ['smpp', 'sm']).filter(
    ({ bind, state }) =>
      isBound(state) &&
      bind.connection !== request.connection &&
      bind.seq < request.seq &&
      isOpenAt(bind, request, sides),
  );
  const ended = others.flatMap(({ bind }) => {
    const end = closing(view, bind);
    const isSudden = end !== undefined && end.atUs - request.atUs < TOGETHER_US && closedByIt(end, sides);
    return isSudden && !isUnbound(end, view) ? [end] : [];
  });
  if (others.length >= LEAST_SESSIONS && ended.length === others.length)
    return finding('fail', ended.slice(0, 2), `all of its ${ended.length} other sessions ended with it`);
  const speaks = pdusOf(view).find(
    ({ direction, connection, seq }) => direction === 'out' && connection !== request.connection && seq > request.seq,
  );
  if (speaks !== undefined) return finding('pass', [speaks], 'another session is served');
  const fate = fateOf(request, [], sides);
  if (fate.kind === 'closed' && fate.alive === 'no')
    return finding('fail', [fate.end], 'no connection is served any more');
  return finding('inconc', [], 'no other session was seen afterwards');
}

function isOpenAt(bind: PduMessage, { seq }: PduMessage, { view }: Sides): boolean {
  const end = closing(view, bind);
  return end === undefined || end.seq > seq;
}

function closedByIt(end: TraceEvent, { peer }: Sides): boolean {
  const theirs = peer.events.find((event) => event.kind === 'closed' && event.connection === end.connection);
  return theirs === undefined || theirs.seq > end.seq;
}

/** Whether either side had unbound the session before its end. */
function isUnbound({ connection, seq }: TraceEvent, view: View): boolean {
  return pdusOf(view).some(
    (one) => one.connection === connection && one.seq < seq && one.message.pdu.command === 'unbind',
  );
}
