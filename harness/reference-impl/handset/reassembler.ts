import { equal } from '../../wire/octets.ts';
import type { Concatenation } from '../../wire/sm/udh.ts';
import type { HandsetPolicy, Reception, ShortMessage } from './policy.ts';

/** Segments of one message by index in order of arrival, since when they are kept, and whose they are. */
type Kept = {
  readonly parts: Map<number, Uint8Array>;
  readonly sinceUs: number;
  readonly first: ShortMessage;
  octets: number;
};

/** An incomplete message whose time is over; `first` is the segment that came first. */
export type Discarded = { readonly first: ShortMessage; readonly parts: ReadonlyMap<number, Uint8Array> };

/** What came of a segment; `whole` = what is to be shown, when it completed its message. */
export type Reassembled = { readonly reception: Reception; readonly whole: Uint8Array | null };

/** Puts the segments that come to one subscriber together (sms.md 4). */
export type Reassembler = {
  readonly take: (message: ShortMessage, part: Concatenation, nowUs: number) => Reassembled;
  /** Discards the sets whose time is over. */
  readonly expire: (nowUs: number) => readonly Discarded[];
  /** When the next open set's time is over; `null` = there is none. */
  readonly nextExpiryUs: () => number | null;
  /** Sets that wait for segments, and the octets they hold. */
  readonly openSets: () => number;
  readonly heldOctets: () => number;
};

const TAKEN: Reassembled = { reception: 'taken', whole: null };
const REPEATED: Reassembled = { reception: 'repeated', whole: null };
const NO_ROOM: Reassembled = { reception: 'memoryExceeded', whole: null };

/** A reassembler that keeps incomplete and complete sets for `keepUs` from their first segment, or from completion. */
export function makeReassembler(
  policy: Pick<HandsetPolicy, 'keyOf' | 'contentOf' | 'join' | 'repeated' | 'late' | 'limits' | 'whenFull'>,
  keepUs: number,
): Reassembler {
  const { limits } = policy;
  const open = makeStore(keepUs);
  // Complete messages are remembered for as long, so that a late repeat presents nothing again (rule 9).
  const complete = makeStore(keepUs);

  const wholeOf = ({ parts }: Kept, total: number): Uint8Array => policy.join(parts, total);
  const hasRoom = (set: Kept | undefined, octets: number): boolean =>
    (set !== undefined || open.sets.size < limits.openSets) && open.octets() + octets <= limits.octets;

  return {
    take: (message, part, nowUs) => {
      complete.expire(nowUs);
      const key = policy.keyOf(message, part);
      const content = policy.contentOf(message);
      const set = open.sets.get(key);
      const kept = set?.parts.get(part.index);
      if (set !== undefined && kept !== undefined) {
        open.replace(set, part.index, policy.repeated(kept, content));
        return REPEATED;
      }
      const done = complete.sets.get(key);
      const known = done?.parts.get(part.index);
      if (set === undefined && done !== undefined && known !== undefined && equal(known, content))
        return { reception: 'repeated', whole: policy.late(content, wholeOf(done, part.total)) };
      if ((set?.octets ?? 0) + content.length > limits.octetsPerSet) return NO_ROOM;
      while (policy.whenFull === 'drop-oldest' && !hasRoom(set, content.length) && open.sets.size > 0)
        open.removeOldest();
      if (!hasRoom(set, content.length)) return NO_ROOM;

      const filled = open.add(key, part.index, content, message, nowUs);
      if (filled.parts.size < part.total) return TAKEN;
      open.remove(key);
      complete.remove(key);
      while (complete.octets() + filled.octets > limits.octets && complete.sets.size > 0) complete.removeOldest();
      complete.put(key, { ...filled, sinceUs: nowUs });
      return { reception: 'taken', whole: wholeOf(filled, part.total) };
    },
    expire: (nowUs) => open.expire(nowUs),
    nextExpiryUs: () => {
      const [oldest] = open.sets.values();
      return oldest === undefined ? null : oldest.sinceUs + keepUs;
    },
    openSets: () => open.sets.size,
    heldOctets: () => open.octets() + complete.octets(),
  };
}

/** Sets in order of age; those older than `keepUs` are discarded whole (rule 10). */
function makeStore(keepUs: number) {
  const sets = new Map<string, Kept>();
  let octets = 0;
  const remove = (key: string): void => {
    octets -= sets.get(key)?.octets ?? 0;
    sets.delete(key);
  };
  const put = (key: string, set: Kept): void => {
    sets.set(key, set);
    octets += set.octets;
  };
  const removeOldest = (): void => {
    const [oldest] = sets.keys();
    if (oldest !== undefined) remove(oldest);
  };
  return {
    sets: sets as ReadonlyMap<string, Kept>,
    octets: () => octets,
    remove,
    put,
    removeOldest,
    replace: (set: Kept, index: number, content: Uint8Array): void => {
      const more = content.length - (set.parts.get(index)?.length ?? 0);
      set.parts.set(index, content.slice());
      set.octets += more;
      octets += more;
    },
    add: (key: string, index: number, content: Uint8Array, first: ShortMessage, nowUs: number): Kept => {
      const set = sets.get(key) ?? { parts: new Map<number, Uint8Array>(), sinceUs: nowUs, first, octets: 0 };
      // A copy: the chunk it came in must not be kept alive, nor seen to change.
      set.parts.set(index, content.slice());
      set.octets += content.length;
      octets += content.length;
      sets.set(key, set);
      return set;
    },
    expire: (nowUs: number): readonly Kept[] => {
      const expired: Kept[] = [];
      for (const [key, set] of sets) {
        if (nowUs - set.sinceUs < keepUs) break;
        expired.push(set);
        remove(key);
      }
      return expired;
    },
  };
}
