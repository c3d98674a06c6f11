import { equal } from '../../wire/octets.ts';
import type { Concatenation } from '../../wire/sm/udh.ts';
import type { HandsetPolicy, Reception, ShortMessage } from './policy.ts';

/** Segments of one message by index, and since when they are kept. */
type Parts = { readonly parts: Map<number, Uint8Array>; readonly sinceUs: number; octets: number };

/** What came of a segment; `whole` when it completed its message. */
export type Reassembled = { readonly reception: Reception; readonly whole: Uint8Array | null };

/** Puts the segments that come to one subscriber together (sms.md 4). */
export type Reassembler = {
  readonly take: (message: ShortMessage, part: Concatenation, nowUs: number) => Reassembled;
  /** Sets that wait for segments, and the octets they hold. */
  readonly openSets: (nowUs: number) => number;
  readonly heldOctets: () => number;
};

const TAKEN: Reassembled = { reception: 'taken', whole: null };
const NO_ROOM: Reassembled = { reception: 'memoryExceeded', whole: null };

/** A reassembler that keeps incomplete and complete sets for `keepUs` from their first segment, or from completion. */
export function makeReassembler(
  policy: Pick<HandsetPolicy, 'keyOf' | 'contentOf' | 'join' | 'limits'>,
  keepUs: number,
): Reassembler {
  const { limits } = policy;
  const open = makeStore(keepUs);
  // Complete messages are remembered for as long, so that a late repeat presents nothing again (rule 9).
  const complete = makeStore(keepUs);

  return {
    take: (message, part, nowUs) => {
      open.expire(nowUs);
      complete.expire(nowUs);
      const key = policy.keyOf(message, part);
      const content = policy.contentOf(message);
      const set = open.sets.get(key);
      // The first content of an index wins (rules 3 and 4).
      if (set?.parts.has(part.index) === true) return TAKEN;
      const known = complete.sets.get(key)?.parts.get(part.index);
      if (set === undefined && known !== undefined && equal(known, content)) return TAKEN;
      if (set === undefined && open.sets.size >= limits.openSets) return NO_ROOM;
      if ((set?.octets ?? 0) + content.length > limits.octetsPerSet) return NO_ROOM;
      if (open.octets() + content.length > limits.octets) return NO_ROOM;

      const filled = open.add(key, part.index, content, nowUs);
      if (filled.parts.size < part.total) return TAKEN;
      open.remove(key);
      complete.remove(key);
      while (complete.octets() + filled.octets > limits.octets && complete.sets.size > 0) complete.removeOldest();
      complete.put(key, { ...filled, sinceUs: nowUs });
      const contents = Array.from({ length: part.total }, (_, at) => filled.parts.get(at + 1) ?? new Uint8Array(0));
      return { reception: 'taken', whole: policy.join(contents) };
    },
    openSets: (nowUs) => {
      open.expire(nowUs);
      return open.sets.size;
    },
    heldOctets: () => open.octets() + complete.octets(),
  };
}

/** Sets in order of age; those older than `keepUs` are discarded whole (rule 10). */
function makeStore(keepUs: number) {
  const sets = new Map<string, Parts>();
  let octets = 0;
  const remove = (key: string): void => {
    octets -= sets.get(key)?.octets ?? 0;
    sets.delete(key);
  };
  const put = (key: string, set: Parts): void => {
    sets.set(key, set);
    octets += set.octets;
  };
  const removeOldest = (): void => {
    const [oldest] = sets.keys();
    if (oldest !== undefined) remove(oldest);
  };
  return {
    sets: sets as ReadonlyMap<string, Parts>,
    octets: () => octets,
    remove,
    put,
    removeOldest,
    add: (key: string, index: number, content: Uint8Array, nowUs: number): Parts => {
      const set = sets.get(key) ?? { parts: new Map<number, Uint8Array>(), sinceUs: nowUs, octets: 0 };
      // A copy: the chunk it came in must not be kept alive, nor seen to change.
      set.parts.set(index, content.slice());
      set.octets += content.length;
      octets += content.length;
      sets.set(key, set);
      return set;
    },
    expire: (nowUs: number): void => {
      for (const [key, { sinceUs }] of sets) {
        if (nowUs - sinceUs < keepUs) return;
        remove(key);
      }
    },
  };
}
