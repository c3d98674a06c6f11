import type { Endpoint } from '../core/actor.ts';
import type { Rng } from '../core/rng.ts';
import { makeAgenda } from './agenda.ts';
import type { Accept, Network } from './network.ts';
import { joinByPipes } from './pipes.ts';
import { LATENCY_US } from './sim-pipe.ts';

/** A network in virtual time: time passes by taking the next thing off its agenda. */
export type SimNetwork = Network & {
  /** Time goes to the next thing, which happens; `false` when that is due later than `limitUs`, where time then stands. */
  readonly step: (limitUs: number) => boolean;
  readonly clear: () => void;
};

/** `serviceAt`: which service listens where. */
export function makeSimNetwork(serviceAt: (endpoint: Endpoint) => string | null, rng: Rng): SimNetwork {
  const agenda = makeAgenda();
  const listeners = new Map<string, Accept>();
  let time = 0;
  const nowUs = (): number => time;
  const schedule = (afterUs: number, what: () => void): (() => void) => agenda.add(time + Math.max(0, afterUs), what);

  return {
    nowUs,
    schedule,
    serviceAt,
    listen: (service, accept) => void listeners.set(service, accept),
    connect: (to, connection, opened, opener) => {
      const arrive = (): void => {
        const service = serviceAt(to);
        const accept = service === null ? undefined : listeners.get(service);
        if (accept === undefined) {
          schedule(LATENCY_US, () => opener.closed('connection refused'));
          return;
        }
        joinByPipes({ nowUs, schedule, rng, accept: (stream) => accept(stream, connection), opened, opener });
      };
      schedule(LATENCY_US, arrive);
    },
    step: (limitUs) => {
      const nextUs = agenda.nextUs();
      if (nextUs === null || nextUs > limitUs) {
        time = Math.max(time, limitUs);
        return false;
      }
      time = Math.max(time, nextUs);
      agenda.take()?.();
      return true;
    },
    clear: agenda.clear,
  };
}
