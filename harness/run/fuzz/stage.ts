import type { Profile } from '../../core/profile.ts';
import { makeLiveWorld } from '../../world/live/lab.ts';
import type { TlsFiles } from '../../world/live/tls.ts';
import { makeSimWorld } from '../../world/sim.ts';
import type { World } from '../../world/world.ts';
import { makePatience } from '../patience.ts';
import { preflight } from '../preflight/preflight.ts';
import type { CaseSettings } from '../run-case.ts';
import { loadHarness, referenceParties } from '../run.ts';

/** Where single cases are performed outside a run: a world, and what they all share. */
export type Stage = { readonly world: World; readonly profile: Profile; readonly settings: CaseSettings };

/** UTC of a sim trace's beginning: the same in every call, so that a seed says all. */
const SIM_EPOCH_UTC = '2026-01-02T03:04:05Z';

/** Opens a world for a profile, checking its target first; a target is always on sockets. The caller closes it. */
export async function openStage(
  wanted: Profile,
  { world: kind, seed, tls }: { readonly world: 'sim' | 'live'; readonly seed: number; readonly tls: TlsFiles },
): Promise<Stage> {
  const { oracles, faults, catalogue } = await loadHarness();
  const { iut } = wanted;
  const isLive = kind === 'live' || wanted.target !== null;
  const world = isLive ? makeLiveWorld({ seed, faults, tls }) : makeSimWorld({ seed, faults });
  const epochUtc = isLive ? new Date().toISOString().replace(/\.\d+Z$/, 'Z') : SIM_EPOCH_UTC;
  const parties = referenceParties(iut);
  try {
    const { profile } = await preflight(wanted, world, parties, { epochUtc, tls });
    const court = { oracles, catalogue, profile, iut };
    const patience = makePatience();
    const clockMs = (): number => performance.now();
    const settings = { court, profile, parties, seed, epochUtc, strict: false, patience, clockMs };
    return { world, profile, settings };
  } catch (error) {
    await world.close();
    throw error;
  }
}
