import { assert } from '../core/assert.ts';
import { messageEvent, type Shown } from './decode.ts';
import { TRACE_FORMAT, type EventPlace, type Header, type Message, type Trace, type TraceEvent } from './event.ts';

/** Most events of one run; at about 1 KiB each this is what a machine holds. */
export const MAX_EVENTS = 2_000_000;

/** Where and when something happened; the recorder numbers it. */
export type Place = Omit<EventPlace, 'seq'>;

/** What passes between a handset and its user. */
type AtTheUser = Pick<Place, 'atUs' | 'connection'> & Shown & { readonly octets: Uint8Array };

/** Takes down all that happens in one run, in order. */
export type Recorder = {
  readonly opened: (place: Place) => void;
  readonly closed: (place: Place) => void;
  readonly message: (message: Place & { readonly direction: 'out' | 'in'; readonly octets: Uint8Array }) => Message;
  /** The handset shows a complete message to its user: one `out` event at PCO `push`, peer `user`. */
  readonly shown: (shown: AtTheUser) => Message;
  /** Its user says yes to one of them: an `in` event there. */
  readonly confirmed: (confirmed: AtTheUser) => Message;
  /** `affects`: `seq` of the `out` event. */
  readonly fault: (fault: Place & { readonly fault: string; readonly affects: number }) => void;
  /** All events so far; grows while the run lasts. */
  readonly events: readonly TraceEvent[];
  /** All events so far, which stay as they are. */
  readonly trace: (
    rest: Pick<Header, 'complete' | 'observed' | 'mirrored' | 'scripted' | 'timingToleranceUs' | 'endUs'>,
  ) => Trace;
};

/** One recorder for one run: `seq` from 1 without gaps. */
export function makeRecorder(run: Pick<Header, 'source' | 'world' | 'epochUtc'>): Recorder {
  const events: TraceEvent[] = [];
  const keep = <Event extends TraceEvent>(event: Event): Event => {
    assert(events.length < MAX_EVENTS, `a run has at most ${MAX_EVENTS} events`);
    events.push(event);
    return event;
  };
  const numbered = (place: Place): EventPlace => ({
    seq: events.length + 1,
    atUs: place.atUs,
    party: place.party,
    peer: place.peer,
    pco: place.pco,
    connection: place.connection,
  });
  const atTheUser = (direction: 'out' | 'in', { atUs, connection, to, from, octets }: AtTheUser): Message =>
    messageEvent(numbered({ atUs, party: 'handset', peer: 'user', pco: 'push', connection }), direction, octets, {
      to,
      from,
    });
  return {
    events,
    opened: (place) => void keep({ ...numbered(place), kind: 'opened' }),
    closed: (place) => void keep({ ...numbered(place), kind: 'closed' }),
    message: (message) => keep(messageEvent(numbered(message), message.direction, message.octets)),
    shown: (shown) => keep(atTheUser('out', shown)),
    confirmed: (confirmed) => keep(atTheUser('in', confirmed)),
    fault: (fault) => void keep({ ...numbered(fault), kind: 'fault', fault: fault.fault, affects: fault.affects }),
    trace: (rest) => ({ header: { format: TRACE_FORMAT, ...run, ...rest }, events: events.slice() }),
  };
}
