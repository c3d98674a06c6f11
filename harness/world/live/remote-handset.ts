import type { ChainSettings } from '../../core/settings.ts';
import type { Links } from '../links.ts';
import type { Chain, Parties } from '../world.ts';
import { HEARD, makeAdapterHandset } from './adapter-handset.ts';
import { makeAdapters } from './adapters.ts';
import { NOBODY_FAR, openLiveChain, wholeChain } from './chain.ts';
import type { LagMeter } from './lag.ts';

/** Chains whose handsets are a third party's, behind its adapter. */
export type RemoteHandset = {
  readonly open: (source: string, parties: Parties, settings: ChainSettings, links: Links) => Promise<Chain>;
  readonly close: () => void;
};

/** Each case has a chain of its own, and an adapter, reset, for each of its numbers. */
export function makeRemoteHandset(command: string, lag: LagMeter): RemoteHandset {
  const adapters = makeAdapters(command);
  return {
    open: async (source, parties, settings, links) => {
      const taken = await adapters.take(settings.numbers.length);
      const byNumber = new Map(settings.numbers.map((number, at) => [number, taken[at]] as const));
      const present = new Map([...byNumber].flatMap(([number, one]) => (one === undefined ? [] : [[number, one]])));
      const cast: Parties = { ...parties, handset: makeAdapterHandset(present) };
      const live = await openLiveChain({ source, parties: cast, settings, links, lag, far: NOBODY_FAR });
      for (const [number, adapter] of present) {
        adapter.hear((message) => live.command('handset', HEARD, { number, message }));
      }
      return {
        ...wholeChain(live, links, settings.numbers),
        close: async () => {
          adapters.give(taken);
          await live.close();
        },
      };
    },
    close: adapters.close,
  };
}
