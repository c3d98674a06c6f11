import type { Profile, Target } from '../../core/profile.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import type { Chain } from '../../world/world.ts';
import { maskTarget } from '../target.ts';
import { reachable } from './binds.ts';
import type { Preflight } from './preflight.ts';
import { conclude, probe } from './probes.ts';

/** Checks an SMSC before a run: it binds both sides, takes a push in transaction mode, and its segments reach the handset side. */
export async function preflightSmsc(
  profile: Profile,
  target: Target,
  {
    open,
    tls,
  }: { readonly open: (reached: Profile, variant: readonly string[]) => Promise<Chain>; readonly tls: TlsFiles },
): Promise<Preflight> {
  const reach = await reachable(profile, (reached) => open(reached, []), { target, tls });
  const found = await Promise.all(
    profile.smpp.transaction.flatMap((command) =>
      profile.smpp.ports.map(async (ports) =>
        probe({ command, ports }, await open(reach.profile, [command, ports]), reach.profile),
      ),
    ),
  );
  const { profile: narrowed, notes } = conclude(found, reach.profile, maskTarget(target));
  return { profile: narrowed, notes: [...reach.notes, ...notes] };
}
