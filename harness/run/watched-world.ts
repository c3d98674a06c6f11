import type { Chain, World } from '../world/world.ts';

/** Told when a wait begins (`what` in words) and when it is over (`null`); `turn`: the case has not begun. */
export type Watcher = (source: string, what: string | null, kind: 'turn' | 'case') => void;

/** What a case waits for before it begins: its turn, numbers, slots of a window, sessions. */
const ROOM = 'its numbers and sessions';

/** The same world, telling what its chains wait for. In virtual time nobody would see it: waits take no time there. */
export function watchedWorld(world: World, watch: Watcher): World {
  if (world.kind === 'sim') return world;
  return {
    ...world,
    open: async (source, parties, settings) => {
      watch(source, ROOM, 'turn');
      try {
        return watched(await world.open(source, parties, settings), source, watch);
      } finally {
        watch(source, null, 'turn');
      }
    },
  };
}

function watched(chain: Chain, source: string, watch: Watcher): Chain {
  return {
    ...chain,
    until: async (what, holds, limitUs) => {
      watch(source, what, 'case');
      try {
        return await chain.until(what, holds, limitUs);
      } finally {
        watch(source, null, 'case');
      }
    },
  };
}
