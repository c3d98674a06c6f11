import type { Party, Pco } from '../../core/party.ts';
import type { Endpoint } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { assert } from '../../core/assert.ts';
import { deriveSeed, makeRng } from '../../core/rng.ts';
import { TRACE_FORMAT, type Header, type Trace } from '../../trace/event.ts';
import { makeRecorder, type Recorder } from '../../trace/recorder.ts';
import { makeActors, onChange } from '../cast.ts';
import { INBOX, makeEngine, type Engine } from '../engine.ts';
import { EVERYTHING, type Links } from '../links.ts';
import { NO_FAR_PARTIES, type FarHooks } from '../passage.ts';
import { observedBy, PARTIES, SERVICES } from '../services.ts';
import type { Chain, Parties } from '../world.ts';
import { makeClock } from './clock.ts';
import type { LagMeter } from './lag.ts';
import { openLoopback, type FarAddress } from './loopback.ts';
import { makeWaits } from './waits.ts';

/** How long sessions may take to come up before a case begins. */
export const SETTLE_US = 1_000_000;

/** How long unbinding may take when a chain closes. */
export const UNBIND_US = 500_000;

/** Parties that are remote, and how they are reached and treated. */
export type Far = {
  readonly parties: readonly Party[];
  /** Where a party of ours finds a service that is not ours. */
  readonly addressFor: (party: Party, service: string) => FarAddress | null;
  /** The only addresses outside of this process that are ever connected to. */
  readonly addresses: readonly FarAddress[];
  readonly hooks: FarHooks;
  /** Where a service of ours waits for a far party; `null` = anywhere. */
  readonly listenAt: (service: string) => Endpoint | null;
  /** Whether far parties open connections to us. */
  readonly takesGuests: boolean;
  /** Whether a far party says itself where it is: then any address may be connected to. */
  readonly reachesAnybody: boolean;
  /** Interfaces of theirs that nobody shows us. */
  readonly unseen: readonly Pco[];
};

export type LiveChainParts = {
  readonly source: string;
  readonly parties: Parties;
  readonly settings: ChainSettings;
  readonly links: Links;
  readonly lag: LagMeter;
  readonly far: Far;
};

/** A chain whose parties are all in this process. */
export const NOBODY_FAR: Far = {
  parties: [],
  addressFor: () => null,
  addresses: [],
  hooks: NO_FAR_PARTIES,
  listenAt: () => null,
  takesGuests: false,
  reachesAnybody: false,
  unseen: [],
};

/** One set of actors on sockets of their own: a chain, or what several chains share. */
export type LiveChain = {
  readonly recorder: Recorder;
  readonly command: Engine['command'];
  /** What a far handset has shown. */
  readonly shown: (to: string, octets: Uint8Array) => void;
  /** Until `done`, asked again after whatever happens. False at the limit and when the chain closes. */
  readonly until: (done: () => boolean, limitUs: number) => Promise<boolean>;
  readonly header: () => Header;
  /** Round trip to the far party, in microseconds. */
  readonly roundTripUs: () => number;
  readonly nowUs: () => number;
  /** Where a service of ours listens. */
  readonly addressOf: (service: string) => Endpoint | null;
  /** Idempotent; takes at most UNBIND_US and what sockets need to close. */
  readonly close: () => Promise<void>;
};

/** Opens sockets, starts the actors and waits until their sessions are up, or it is clear that they will not come. */
export async function openLiveChain({
  source,
  parties,
  settings,
  links,
  lag,
  far,
}: LiveChainParts): Promise<LiveChain> {
  const watch = lag.watch();
  const run = (what: () => void): void => {
    try {
      what();
    } catch (error) {
      waits.fail(error);
    }
    waits.poke();
    farewell.poke();
  };
  const clock = makeClock(run);
  const waits = makeWaits(clock.schedule);
  const farewell = makeWaits(clock.schedule);
  const played = PARTIES.filter((party) => parties[party] !== undefined);
  const services = played.flatMap((party) => SERVICES[party]);
  const { listenAt, takesGuests, reachesAnybody } = far;
  // An SMSC within the gateway has no TCP to the PPG (claim 7); the handset's link is what it is.
  const isIntegrated = settings.profile.deployment === 'integrated';
  const network = await openLoopback({
    clock,
    run,
    services,
    far: far.addresses,
    listenAt,
    isInside: (connection) => isIntegrated && connection.startsWith('smpp-'),
    rng: makeRng(deriveSeed(settings.seed, 'inside', source)),
    takesGuests,
    reachesAnybody,
  });
  const recorder = makeRecorder({ source, world: 'live', epochUtc: clock.epochUtc });
  const addressFor = (party: Party): AddressBook => ({
    of: (service) => {
      const endpoint = network.addressOf(service) ?? far.addressFor(party, service)?.endpoint;
      assert(endpoint !== undefined, `there is a service ${service}`);
      return endpoint;
    },
  });
  const actors = makeActors(parties, addressFor, { ...settings, epochUtc: clock.epochUtc });
  const engine = makeEngine({ network, recorder, links, actors, hooks: far.hooks });
  let endUs: number | null = null;
  let cutOff = false;

  const shut = async (): Promise<void> => {
    cutOff = waits.waiting() > 0;
    endUs = clock.nowUs();
    waits.end();
    engine.mute();
    // Among ourselves nobody minds a session that just ends.
    if (far.parties.length > 0) {
      for (const party of played) run(() => engine.command(party, 'stop', {}));
      await farewell.until(() => engine.sessions() === 0, UNBIND_US);
    }
    engine.stop();
    await network.close();
    clock.stop();
    watch.stop();
  };
  let closing: Promise<void> | null = null;
  const chain: LiveChain = {
    recorder,
    command: (party, verb, args) => {
      waits.check();
      if (closing === null) engine.command(party, verb, args);
      waits.poke();
    },
    shown: (to, octets) => {
      if (closing !== null) return;
      recorder.shown({ atUs: clock.nowUs(), connection: INBOX, to, from: '', octets });
      waits.poke();
    },
    until: waits.until,
    header: () => ({
      format: TRACE_FORMAT,
      source,
      world: 'live',
      epochUtc: clock.epochUtc,
      complete: { start: true, end: !cutOff },
      observed: observedBy(new Set([...played, ...far.parties]), settings.profile.handset.link).filter(
        ({ pco }) => !far.unseen.includes(pco),
      ),
      mirrored: far.parties,
      scripted: [],
      timingToleranceUs: watch.maxUs() + network.roundTripUs(),
      endUs: endUs ?? clock.nowUs(),
    }),
    roundTripUs: network.roundTripUs,
    nowUs: clock.nowUs,
    addressOf: network.addressOf,
    close: () => (closing ??= shut()),
  };
  try {
    engine.start();
    await waits.until(engine.settled, SETTLE_US);
  } catch (error) {
    await chain.close();
    throw error;
  }
  return chain;
}

/** The chain as a case sees it that has it for itself. */
export function wholeChain(live: LiveChain, links: Links, numbers: readonly string[]): Chain {
  return {
    numbers,
    command: live.command,
    fault: (on, name, options) => links.set(on, name, options, EVERYTHING),
    until: async (_what, holds, limitUs) => {
      const soFar = (): Trace => ({ header: live.header(), events: live.recorder.events });
      return live.until(onChange(live.recorder, soFar, holds), limitUs);
    },
    rest: async (durationUs) => {
      await live.until(() => false, durationUs);
    },
    trace: () => live.recorder.trace(live.header()),
    stopped: () => null,
    afterwards: () => null,
    nowUs: live.nowUs,
    close: live.close,
  };
}
