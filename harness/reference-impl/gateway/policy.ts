import type { Profile } from '../../core/profile.ts';
import type { HttpMessage } from '../../wire/http/message.ts';
import type { Reply } from '../http/server.ts';

/** What the reference gateway decides; faulty ones replace entries. */
export type GatewayPolicy = {
  /** An answer of its own, without asking the content server; `null` = it asks. */
  readonly own: (request: HttpMessage) => Reply | null;
  /** How long the content server may take, in microseconds; `null` = for ever. */
  readonly originUs: (profile: Profile) => number | null;
  /** The body that goes to the handset. */
  readonly relayed: (body: Uint8Array) => Uint8Array;
};

/** Part of the time for a fetch that the content server has. */
const ORIGIN_SHARE = 0.8;

/** The gateway as the patent has it: it asks the content server, and passes on what that says (steps 12 and 14). */
export const referencePolicy: GatewayPolicy = {
  own: () => null,
  originUs: ({ timers }) => ORIGIN_SHARE * timers.fetchMs * 1_000,
  relayed: (body) => body,
};
