/** The roles of the push chain. `user` is who reads the handset's inbox; `origin` the content server. */
export type Party = Role | 'user';

/** Who can be judged. */
export const ROLES = ['pi', 'ppg', 'smsc', 'handset', 'gateway', 'origin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Points of control and observation. `sm` = segments, SMSC to handset, as SMPP has them; `rp` = the same as the radio side
 * has them; `push` = what the handset presents.
 */
export type Pco = 'pap' | 'smpp' | 'sm' | 'rp' | 'push' | 'fetch';

/** What a run judges: one role, or the whole built-in chain. */
export type Iut = 'chain' | 'pi' | 'ppg' | 'smsc' | 'handset';
