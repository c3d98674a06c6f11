import { deriveSeed, makeRng } from '../../core/rng.ts';
import type { Fault } from '../../faults/define.ts';
import { makeLinks, type Links } from '../links.ts';
import type { Chain, World } from '../world.ts';
import { NOBODY_FAR, openLiveChain, wholeChain } from './chain.ts';
import { makeLagMeter } from './lag.ts';

export type LiveOptions = {
  readonly seed: number;
  readonly faults: ReadonlyMap<string, Fault>;
};

/** The lab: a world on sockets of 127.0.0.1, and towards the profile's target. It owns all of a live run's sockets. */
export function makeLiveWorld({ seed, faults }: LiveOptions): World {
  const lag = makeLagMeter();
  const open = new Set<Chain>();
  let closed = false;
  const linksOf = (source: string, caseSeed: number): Links =>
    makeLinks(faults, makeRng(deriveSeed(seed, 'live', source, String(caseSeed))));

  return {
    kind: 'live',
    open: async (source, parties, settings) => {
      const links = linksOf(source, settings.seed);
      const live = await openLiveChain({ source, parties, settings, links, lag, far: NOBODY_FAR });
      const whole = wholeChain(live, links, settings.numbers);
      const chain: Chain = {
        ...whole,
        close: async () => {
          open.delete(chain);
          await whole.close();
        },
      };
      open.add(chain);
      if (closed) await chain.close();
      return chain;
    },
    close: async () => {
      closed = true;
      await Promise.all([...open].map((chain) => chain.close()));
      lag.stop();
    },
  };
}
