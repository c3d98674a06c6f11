import type { Profile } from '../core/profile.ts';

/** The account by which the built-in chain's PI is known to its PPG, and its PPG to its SMSC. */
export const BUILT_IN_ACCOUNT = { user: 'pushproof', password: 'secret08' } as const;

/** By which the built-in chain's SMSC is known to its PPG. */
export const OUTBIND_ACCOUNT = { user: 'pushproof', password: 'outbind8' } as const;

/** Authorization of an account (RFC 7617). */
export function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${btoa(`${user}:${password}`)}`;
}

/** The Authorization that the built-in chain's PPG asks for; `null` where it lets every PI in. */
export function demandedOfPi({ claims, iut }: Profile): string | null {
  return claims['piAuthentication'] === true && iut === 'chain' ? basic(BUILT_IN_ACCOUNT) : null;
}
