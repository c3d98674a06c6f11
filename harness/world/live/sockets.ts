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

/** Takes charge of a socket that is open: nothing that it does is ever thrown. */
export function makeSocketEnd(socket: Socket, run: (what: () => void) => void): SocketEnd {
  let events: StreamEvents | null = null;
  let filled = false;
  let paused = false;
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
    if (!filled) return;
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
      if (!paused) socket.resume();
    },
    destroy: () => {
      events = null;
      socket.destroy();
    },
    stream: {
      write: (octets) => {
        if (socket.destroyed || socket.writableEnded) return;
        socket.write(octets);
        if (socket.writableLength > BUFFER_OCTETS) filled = true;
        if (socket.writableLength <= MAX_BUFFER_OCTETS) return;
        reason = 'the peer does not read';
        socket.destroy();
      },
      pauseReading: () => {
        paused = true;
        socket.pause();
      },
      resumeReading: () => {
        paused = false;
        socket.resume();
      },
      end: () => {
        events = null;
        if (socket.destroyed) return;
        socket.end();
        socket.resume();
        destroySoon();
      },
    },
  };
}
