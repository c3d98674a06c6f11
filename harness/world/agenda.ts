import TinyQueue from 'tinyqueue';

type Entry = { readonly atUs: number; readonly order: number; what: (() => void) | null };

/** What is to happen when, by time and, at one time, in the order in which it was put down. */
export type Agenda = {
  readonly add: (atUs: number, what: () => void) => () => void;
  /** When the next thing is due; `null` = nothing is left. */
  readonly nextUs: () => number | null;
  /** Takes the next thing off. */
  readonly take: () => (() => void) | null;
  readonly clear: () => void;
};

/** An empty agenda. */
export function makeAgenda(): Agenda {
  const entries = new TinyQueue<Entry>([], (a, b) => a.atUs - b.atUs || a.order - b.order);
  let order = 0;
  const next = (): Entry | undefined => {
    for (;;) {
      const entry = entries.peek();
      if (entry?.what !== null) return entry;
      entries.pop();
    }
  };
  return {
    add: (atUs, what) => {
      order += 1;
      const entry: Entry = { atUs, order, what };
      entries.push(entry);
      return () => {
        entry.what = null;
      };
    },
    nextUs: () => next()?.atUs ?? null,
    take: () => {
      const entry = next();
      if (entry === undefined) return null;
      entries.pop();
      return entry.what;
    },
    clear: () => {
      while (entries.pop() !== undefined);
    },
  };
}
