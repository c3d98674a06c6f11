import { setImmediate } from 'node:timers/promises';
import type { Endpoint } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import { deriveSeed, makeRng, type Rng } from '../core/rng.ts';
import type { AddressBook, ChainSettings } from '../core/settings.ts';
import type { Fault } from '../faults/define.ts';
import { TRACE_FORMAT, type Header, type Trace } from '../trace/event.ts';
import { makeRecorder } from '../trace/recorder.ts';
import { makeActors, onChange } from './cast.ts';
import { makeEngine } from './engine.ts';
import { EVERYTHING, makeLinks, type Links } from './links.ts';
import { NO_FAR_PARTIES } from './passage.ts';
import { observedBy, PARTIES, SERVICES } from './services.ts';
import { makeSimNetwork } from './sim-network.ts';
import type { Chain, Parties, World } from './world.ts';

/** Things that may happen in one chain; beyond it something goes round in circles. */
export const MAX_EVENTS_PER_CHAIN = 20_000_000;

/** How long sessions may take to come up before the case begins, in virtual time. */
export const SETTLE_US = 1_000_000;

/** Things that happen before other chains, signals and timers of the process have their turn. */
const EVENTS_PER_TURN = 2_000;

const HOST = '127.0.0.1';
const FIRST_PORT = 9_001;

export type SimOptions = {
  readonly seed: number;
  readonly faults: ReadonlyMap<string, Fault>;
};

/** A world in virtual time, without sockets: one seed gives one trace, octet by octet. */
export function makeSimWorld({ seed, faults }: SimOptions): World {
  const open = new Set<Chain>();
  return {
    kind: 'sim',
    open: async (source, parties, settings) => {
      const rng = makeRng(deriveSeed(seed, 'sim', source, String(settings.seed)));
      const chain = makeChain({ source, parties, settings, links: makeLinks(faults, rng), rng });
      open.add(chain);
      await chain.settle();
      const close = async (): Promise<void> => {
        open.delete(chain);
        return chain.close();
      };
      return { ...chain, close };
    },
    close: async () => {
      for (const chain of open) await chain.close();
      open.clear();
    },
  };
}

type SimChain = Chain & { readonly settle: () => Promise<void> };

type ChainParts = {
  readonly source: string;
  readonly parties: Parties;
  readonly settings: ChainSettings;
  readonly links: Links;
  readonly rng: Rng;
};

function makeChain({ source, parties, settings, links, rng }: ChainParts): SimChain {
  const network = makeSimNetwork(serviceAt, rng);
  const recorder = makeRecorder({ source, world: 'sim', epochUtc: settings.epochUtc });
  const actors = makeActors(parties, () => ADDRESSES, settings);
  const engine = makeEngine({ network, recorder, links, actors, hooks: NO_FAR_PARTIES });
  let happened = 0;
  let running = false;
  let closed = false;
  /** Closed while somebody waited: what was owed then is not decidable. */
  let cutOff = false;

  /** Lets things happen until `done` says so after one of them, or the limit; `false` at the limit. */
  const run = async (done: () => boolean, limitUs: number): Promise<boolean> => {
    assert(!running, 'one wait at a time');
    const untilUs = network.nowUs() + limitUs;
    running = true;
    try {
      for (;;) {
        if (closed) return false;
        if (done()) return true;
        if (!network.step(untilUs)) return false;
        happened += 1;
        assert(happened <= MAX_EVENTS_PER_CHAIN, `at most ${MAX_EVENTS_PER_CHAIN} things happen in a chain`);
        if (happened % EVENTS_PER_TURN === 0) await setImmediate();
      }
    } finally {
      running = false;
    }
  };
  const header = (): Header => ({
    format: TRACE_FORMAT,
    source,
    world: 'sim',
    epochUtc: settings.epochUtc,
    complete: { start: true, end: !cutOff },
    observed: observedBy(new Set(actors.keys()), settings.profile.handset.link),
    mirrored: [],
    scripted: [],
    timingToleranceUs: 0,
    endUs: network.nowUs(),
  });
  /** Not copied: for questions only. */
  const soFar = (): Trace => ({ header: header(), events: recorder.events });
  return {
    numbers: settings.numbers,
    settle: async () => {
      engine.start();
      await run(engine.settled, SETTLE_US);
    },
    command: (party, verb, args) => {
      if (!closed) engine.command(party, verb, args);
    },
    fault: (on, name, options) => links.set(on, name, options, EVERYTHING),
    until: (_what, holds, limitUs) => run(onChange(recorder, soFar, holds), limitUs),
    rest: async (durationUs) => {
      await run(() => false, durationUs);
    },
    trace: () => recorder.trace(header()),
    stopped: () => null,
    afterwards: () => null,
    nowUs: network.nowUs,
    close: () => {
      if (!closed) {
        closed = true;
        cutOff = running;
        engine.stop();
        network.clear();
      }
      return Promise.resolve();
    },
  };
}

const SIM_SERVICES = new Map(
  PARTIES.flatMap((party) => SERVICES[party]).map((service, i) => [service, { host: HOST, port: FIRST_PORT + i }]),
);

const ADDRESSES: AddressBook = {
  of: (service) => {
    const endpoint = SIM_SERVICES.get(service);
    assert(endpoint !== undefined, `there is a service ${service}`);
    return endpoint;
  },
};

function serviceAt({ host, port }: Endpoint): string | null {
  for (const [service, at] of SIM_SERVICES) if (at.host === host && at.port === port) return service;
  return null;
}
