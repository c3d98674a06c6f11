/** A bound receiver's claim to numbers: its address_range, a UNIX regular expression (SMPP 3.4, 4.1.5). */
export type Serves = (digits: string) => boolean;

/** Quantifiers in an address_range, so that matching 20 digits takes no more than some 10,000 steps. */
const MAX_QUANTIFIERS = 4;

/**
 * Whether a receiver with this address_range serves a number. Empty: none. `null`: not a regular expression,
 * or one whose matching could take unbounded time (too many quantifiers, a quantified group, a back reference
 * or a look-around).
 */
export function servesOf(addressRange: string): Serves | null {
  if (addressRange === '') return () => false;
  const withoutClasses = addressRange.replace(/\[[^\]]*\]/g, 'x').replace(/\\[^1-9]/g, 'x');
  if ((withoutClasses.match(/[*+{?]/g)?.length ?? 0) > MAX_QUANTIFIERS) return null;
  if (/\)[*+{?]|\(\?|\\[1-9]/.test(withoutClasses)) return null;
  try {
    const pattern = new RegExp(addressRange);
    return (digits) => pattern.test(digits);
  } catch {
    return null;
  }
}

/** Which bound receiver serves a number: the one bound last of those whose range matches. */
export type Routes = {
  readonly add: (connection: string, serves: Serves) => void;
  readonly remove: (connection: string) => void;
  readonly find: (digits: string) => string | null;
};

/** An empty set of routes, bounded by the number of sessions; what no range matches is for the last receiver, or for nobody. */
export function makeRoutes(servesAll: boolean): Routes {
  const receivers = new Map<string, Serves>();
  return {
    add: (connection, serves) => {
      receivers.delete(connection);
      receivers.set(connection, serves);
    },
    remove: (connection) => void receivers.delete(connection),
    find: (digits) => {
      let found: string | null = null;
      for (const [connection, serves] of receivers) if (serves(digits)) found = connection;
      return found ?? (servesAll ? ([...receivers.keys()].at(-1) ?? null) : null);
    },
  };
}
