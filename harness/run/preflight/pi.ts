import type { Profile } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { papOf } from '../../oracles/pushes.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import type { Chain } from '../../world/world.ts';
import { maskTarget } from '../target.ts';
import type { Preflight } from './preflight.ts';

const US_PER_S = 1_000_000;
/** How long a program may take to start and to send its push. */
export const PI_START_S = 20;
const PROBE_OCTETS = 60;

/** Checks a PI before a run: its command, run once, sends our PPG something. Throws `UsageError` with what to do. */
export async function preflightPi(profile: Profile, open: () => Promise<Chain>): Promise<Preflight> {
  const { target } = profile;
  if (target === null) return { profile, notes: [] };
  const chain = await open();
  try {
    chain.command('pi', 'push', { to: 'A', wdpOctets: PROBE_OCTETS });
    const hasSent = (trace: Trace): boolean => papOf(viewOf(trace, 'ppg')).length > 0;
    const over = (trace: Trace): boolean => hasSent(trace) || chain.stopped() !== null;
    await chain.until('a push of the PI', over, PI_START_S * US_PER_S);
    if (hasSent(chain.trace())) return { profile, notes: [] };
    throw new UsageError(
      maskTarget(target),
      chain.stopped() ?? `its command has sent nothing to the PPG within ${PI_START_S} s`,
      'It is run as COMMAND URL ADDRESS FILE for every push; run it so by hand.',
    );
  } finally {
    await chain.close();
  }
}
