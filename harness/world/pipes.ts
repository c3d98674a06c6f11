import type { Rng } from '../core/rng.ts';
import type { Network, Stream, StreamEvents } from './network.ts';
import { LATENCY_US, makePipe, type Pipe } from './sim-pipe.ts';

export type PipesParts = Pick<Network, 'nowUs' | 'schedule'> & {
  readonly rng: Rng;
  /** Who takes the other end; `null` = nobody does. */
  readonly accept: (stream: Stream) => StreamEvents | null;
  readonly opened: (stream: Stream) => void;
  readonly opener: StreamEvents;
};

/** A stream within the process: two pipes, one each way. */
export function joinByPipes({ nowUs, schedule, rng, accept, opened, opener }: PipesParts): void {
  let acceptor: StreamEvents | null = null;
  const forth = makePipe({ nowUs, schedule, rng, reader: () => acceptor, writer: () => opener });
  const back = makePipe({ nowUs, schedule, rng, reader: () => opener, writer: () => acceptor });
  // The opener's own news is ahead of whatever the acceptor writes.
  schedule(LATENCY_US, () => opened(streamOf(forth, back)));
  acceptor = accept(streamOf(back, forth));
  if (acceptor === null) back.end();
}

function streamOf(out: Pipe, back: Pipe): Stream {
  return {
    write: out.write,
    pauseReading: back.pause,
    resumeReading: back.resume,
    end: () => {
      out.end();
      back.stop();
    },
  };
}
