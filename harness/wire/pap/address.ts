export type PushAddress = {
  readonly value: string;
  readonly type: string;
  readonly digits: string | null;
  readonly specifier: string | null;
  readonly problem: string | null;
};

/** Reads a client address (PPG 6.1). */
export function parseAddress(value: string): PushAddress {
  throw new RangeError(`not yet: ${value}`);
}
