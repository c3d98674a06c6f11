import type { Profile } from '../../core/profile.ts';
import { deriveSeed } from '../../core/rng.ts';
import { HANDSETS } from '../../reference-impl/handset/verbs.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import type { Chain, Parties, World } from '../../world/world.ts';
import { preflightHandset } from './handset.ts';
import { preflightPi } from './pi.ts';
import { preflightPpg } from './ppg.ts';
import { preflightSmsc } from './smsc.ts';

/** What the checks before a run found. */
export type Preflight = {
  /** The profile, narrowed to what the target takes. */
  readonly profile: Profile;
  readonly notes: readonly string[];
};

/** Checks a target before a run; throws `UsageError` with what to do when a run would be pointless. One file a role says what is checked of it. */
export async function preflight(
  profile: Profile,
  world: World,
  parties: Parties,
  { epochUtc, tls }: { readonly epochUtc: string; readonly tls: TlsFiles },
): Promise<Preflight> {
  const { target } = profile;
  if (target === null) return { profile, notes: [] };
  const open = (reached: Profile, variant: readonly string[]): Promise<Chain> =>
    world.open('preflight', parties, {
      profile: reached,
      variant,
      // The sessions outlive the preflight, and their pushes are told from those of other runs by their octets.
      seed: deriveSeed(0, epochUtc),
      numbers: profile.handset.numbers.slice(0, profile.iut === 'ppg' ? HANDSETS.length : 1),
      epochUtc,
      connection: 'shared',
    });
  if (profile.iut === 'ppg') return preflightPpg(profile, async () => open(profile, []), tls);
  if (profile.iut === 'pi') return preflightPi(profile, async () => open(profile, []));
  if (profile.iut === 'handset') return preflightHandset(profile, async () => open(profile, []));
  return preflightSmsc(profile, target, { open, tls });
}
