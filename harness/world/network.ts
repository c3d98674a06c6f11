import type { Endpoint } from '../core/actor.ts';

/** One end of a byte stream. Calls on a stream that has closed do nothing. */
export type Stream = {
  readonly write: (octets: Uint8Array) => void;
  readonly pauseReading: () => void;
  readonly resumeReading: () => void;
  /** What was written still arrives; then the peer finds the stream closed. The caller hears no more of it. */
  readonly end: () => void;
};

/** What becomes of a stream, told to one end of it. Never called from within a call on the stream. */
export type StreamEvents = {
  readonly octets: (octets: Uint8Array) => void;
  /** The peer takes octets again after the buffer had filled. */
  readonly drained: () => void;
  /** Also when it never opened. Nothing follows. */
  readonly closed: (reason: string) => void;
};

/** Takes one end of a new stream, whose connection is called so; `null`: a guest's, whom no actor of ours is. The answer `null` = nobody wants it. */
export type Accept = (stream: Stream, connection: string | null) => StreamEvents | null;

/** Time and byte streams: virtual, or the machine's own. Times are microseconds since the chain began. */
export type Network = {
  readonly nowUs: () => number;
  /** Runs it later, never at once; the answer takes it back. */
  readonly schedule: (afterUs: number, what: () => void) => () => void;
  /** From now on `service` takes streams. */
  readonly listen: (service: string, accept: Accept) => void;
  /** The service of this chain that listens there; `null` = somebody else. */
  readonly serviceAt: (endpoint: Endpoint) => string | null;
  /** Both ends hear the same `connection`; `opened` comes before all other events of the opener's end. */
  readonly connect: (to: Endpoint, connection: string, opened: (stream: Stream) => void, events: StreamEvents) => void;
};

/** A writer that has this much unread by its peer is told when it has been read. */
export const BUFFER_OCTETS = 256 * 1024;

/** A stream with this much unread is closed: its reader has stopped, its writer does not care. */
export const MAX_BUFFER_OCTETS = 8 * 1024 * 1024;
