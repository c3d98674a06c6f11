/** How much of the SMSC's capacity push has for itself (claim 6, "reserved share"). */
export type Capacity = {
  /** Groups that may be on their way at once. */
  readonly total: number;
  /** So many of them are for push only. */
  readonly reserved: number;
};

export type Traffic = 'push' | 'ordinary';

/** Who may be on the way, in the order of arrival for each kind of traffic. */
export type Workers = {
  /** `begin` is called when there is room: at once, or later. */
  readonly enter: (id: number, traffic: Traffic, begin: () => void) => void;
  /** It is over, or does not want to begin any more. */
  readonly leave: (id: number) => void;
};

/** Room for everybody at once. */
export const UNLIMITED: Workers = { enter: (_id, _traffic, begin) => begin(), leave: () => undefined };

/** Gives ordinary traffic no more than what is not reserved; push takes whatever is free. */
export function makeWorkers({ total, reserved }: Capacity): Workers {
  const working = new Map<number, Traffic>();
  const waiting: Readonly<Record<Traffic, Map<number, () => void>>> = { push: new Map(), ordinary: new Map() };
  let ordinary = 0;

  const hasRoom = (traffic: Traffic): boolean =>
    working.size < total && (traffic === 'push' || ordinary < total - reserved);
  const begin = (id: number, traffic: Traffic, start: () => void): void => {
    working.set(id, traffic);
    if (traffic === 'ordinary') ordinary += 1;
    start();
  };
  const admit = (): void => {
    for (const traffic of ['push', 'ordinary'] as const) {
      const line = waiting[traffic];
      for (const [id, start] of line) {
        if (!hasRoom(traffic)) break;
        line.delete(id);
        begin(id, traffic, start);
      }
    }
  };

  return {
    enter: (id, traffic, start) => {
      if (waiting[traffic].size === 0 && hasRoom(traffic)) begin(id, traffic, start);
      else waiting[traffic].set(id, start);
    },
    leave: (id) => {
      waiting.push.delete(id);
      waiting.ordinary.delete(id);
      const traffic = working.get(id);
      if (traffic === undefined) return;
      working.delete(id);
      if (traffic === 'ordinary') ordinary -= 1;
      admit();
    },
  };
}
