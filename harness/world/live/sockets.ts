import type { Socket } from 'node:net';
import { BUFFER_OCTETS, MAX_BUFFER_OCTETS, type Stream, type StreamEvents } from '../network.ts';

/** How long a closing connection may take to take its last octets along. */
export const CLOSE_MS = 500;

/** One end of a TCP (or TLS) connection. `run` runs what it has to say. */
export type SocketEnd = {
  readonly stream: Stream;
  /** From now on `events` hears what comes. */
  readonly attach: (events: StreamEvents) => void;
  readonly destroy: () => void;
};

/**
 * Takes charge of a socket that is open: nothing that it does is ever thrown. Where `side` is `acceptor`, a peer that does not
 * read is not read from either until it does; were the opener to do so too, two ends that both have much to say would wait for
 * each other for ever.
 */
export function makeSocketEnd(socket: Socket, run: (what: () => void) => void, side: 'opener' | 'acceptor'): SocketEnd {
  let events: StreamEvents | null = null;
  let filled = false;
  let paused = false;
  /** Its peer has not read what was written. */
  let backedUp = false;
  /** Whether what is written goes to the socket at once: its peer takes it. */
  let hasRoom = true;
  const held = makeHold();
  let reason = 'closed by the peer';

  const destroySoon = (): void => {
    const timer = setTimeout(() => socket.destroy(), CLOSE_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  };
  const hear = (what: (events: StreamEvents) => void): void => {
    const hearing = events;
    if (hearing !== null) run(() => what(hearing));
  };

  socket.setNoDelay(true);
  socket.on('error', (error) => {
    reason = error.message;
  });
  // Our own side is ended by Node when the peer ends its; a peer that then reads nothing is not waited for.
  socket.on('end', destroySoon);
  socket.on('drain', () => {
    hasRoom = held.size() === 0 || socket.write(held.take());
    if (!filled || !hasRoom) return;
    if (backedUp && !paused) socket.resume();
    backedUp = false;
    filled = false;
    hear((hearing) => hearing.drained());
  });
  socket.on('close', () => hear((hearing) => hearing.closed(reason)));

  return {
    attach: (hearing) => {
      events = hearing;
      if (socket.destroyed) {
        setImmediate(() => hear((late) => late.closed(reason)));
        return;
      }
      socket.on('data', (chunk: Buffer) =>
        hear((now) => now.octets(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length))),
      );
      if (!paused && !backedUp) socket.resume();
    },
    destroy: () => {
      events = null;
      socket.destroy();
    },
    stream: {
      write: (octets) => {
        if (socket.destroyed || socket.writableEnded) return;
        if (hasRoom) hasRoom = socket.write(octets);
        else held.add(octets);
        const unread = socket.writableLength + held.size();
        if (unread > BUFFER_OCTETS) filled = true;
        if (filled && side === 'acceptor' && !backedUp) {
          backedUp = true;
          socket.pause();
        }
        if (unread <= MAX_BUFFER_OCTETS) return;
        held.take();
        reason = 'the peer does not read';
        socket.destroy();
      },
      pauseReading: () => {
        paused = true;
        socket.pause();
      },
      resumeReading: () => {
        paused = false;
        if (!backedUp) socket.resume();
      },
      end: () => {
        events = null;
        if (socket.destroyed) return;
        if (held.size() > 0) socket.write(held.take());
        socket.end();
        socket.resume();
        destroySoon();
      },
    },
  };
}

/** Octets that wait for a peer to read, in one piece: a queue of as many small messages would take many times their size. */
type Hold = {
  readonly size: () => number;
  readonly add: (octets: Uint8Array) => void;
  /** All of them; none is held any more. */
  readonly take: () => Uint8Array;
};

const FIRST_HOLD_OCTETS = 4 * 1024;

function makeHold(): Hold {
  let octets = new Uint8Array(0);
  let size = 0;
  return {
    size: () => size,
    add: (more) => {
      const needed = size + more.length;
      if (needed > octets.length) {
        const grown = new Uint8Array(Math.max(FIRST_HOLD_OCTETS, 2 * octets.length, needed));
        grown.set(octets.subarray(0, size));
        octets = grown;
      }
      octets.set(more, size);
      size = needed;
    },
    take: () => {
      const whole = octets.subarray(0, size);
      octets = new Uint8Array(0);
      size = 0;
      return whole;
    },
  };
}
