/** First in, first out; taking is O(1) amortised, however long it is. */
export type WaitingLine<T> = { readonly add: (item: T) => void; readonly take: () => T | undefined };

/** Entries that were taken are dropped from memory once they are this many and half of all. */
const DROP_AT = 1_024;

/** Lines by rank: 0 is taken before 1, 1 before 2, first in first out within one (PPG-QOS-001). */
export function makeWaitingLine<T>(rankOf: (item: T) => 0 | 1 | 2): WaitingLine<T> {
  const lines: readonly { items: T[]; head: number }[] = [0, 1, 2].map(() => ({ items: [], head: 0 }));
  return {
    add: (item) => void lines[rankOf(item)]?.items.push(item),
    take: () => {
      for (const line of lines) {
        const item = line.items[line.head];
        if (item === undefined) continue;
        line.head += 1;
        if (line.head >= DROP_AT && line.head * 2 >= line.items.length) {
          line.items = line.items.slice(line.head);
          line.head = 0;
        }
        return item;
      }
      return undefined;
    },
  };
}
