import type { Actor } from '../core/actor.ts';
import type { Role } from '../core/party.ts';
import type { GatewayPolicy } from '../reference-impl/gateway/policy.ts';
import type { OriginPolicy } from '../reference-impl/origin/policy.ts';
import type { HandsetPolicy } from '../reference-impl/handset/policy.ts';
import type { PpgPolicy } from '../reference-impl/ppg/policy.ts';
import type { SmscPolicy } from '../reference-impl/smsc/policy.ts';
import type { PiPolicy } from '../reference-impl/pi/policy.ts';

type Policies = {
  pi: PiPolicy;
  ppg: PpgPolicy;
  smsc: SmscPolicy;
  handset: HandsetPolicy;
  gateway: GatewayPolicy;
  origin: OriginPolicy;
};

/** A faulty peer: the reference with one deliberate defect. */
export type Fake<R extends keyof Policies = keyof Policies> = {
  readonly role: R & Role;
  readonly summary: string;
  /** The requirements whose oracles must fail it. */
  readonly violates: readonly [string, ...string[]];
  /** Requirements that it necessarily fails too ("also" in the catalogue). */
  readonly also: readonly string[];
  /** Replaced entries of the reference's policy. */
  readonly policy?: Partial<Policies[R]>;
  /** A change to the whole actor, for defects that no policy covers. */
  readonly wrap?: (reference: Actor) => Actor;
};

/** Declares a faulty peer of one role. */
export function defineFake<R extends keyof Policies>(fake: Fake<R>): Fake<R> {
  return fake;
}
