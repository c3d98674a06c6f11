import type { Profile } from '../../core/profile.ts';
import { UsageError } from '../../core/usage-error.ts';
import { transmissions } from '../../oracles/groups.ts';
import { inboxOf } from '../../oracles/inbox.ts';
import type { Trace } from '../../trace/event.ts';
import { viewOf } from '../../trace/view.ts';
import type { Chain } from '../../world/world.ts';
import { maskTarget } from '../target.ts';
import type { Preflight } from './preflight.ts';

const MS = 1_000;
/** How long the first short message may take to be answered, and to be shown after that. */
const ANSWER_MS = 10_000;
const SHOWN_MS = 3_000;
const PROBE_OCTETS = 60;

/** Checks a handset's adapter before a run: it is ready, answers a short message, and shows it. Throws `UsageError` with what to do. */
export async function preflightHandset(profile: Profile, open: () => Promise<Chain>): Promise<Preflight> {
  const place = profile.target === null ? 'target' : maskTarget(profile.target);
  const chain = await open();
  try {
    chain.command('smsc', 'deliver', { to: 'A', octets: PROBE_OCTETS });
    const isAnswered = (trace: Trace): boolean =>
      transmissions(viewOf(trace, 'handset')).some(({ answer }) => answer !== null);
    if (!(await chain.until('the answer to a short message', isAnswered, ANSWER_MS * MS))) {
      throw new UsageError(
        place,
        'the adapter answered no short message',
        'To {"deliver":{"id":1,"tpdu":"hex"}} it says {"ack":1} or {"error":1,"cause":22}, each on a line of its own.',
      );
    }
    const isShown = (trace: Trace): boolean => inboxOf(viewOf(trace, 'handset')).length > 0;
    const shown = await chain.until('the short message shown', isShown, SHOWN_MS * MS);
    const notes = shown ? [] : ['the adapter showed nothing of a push in one short message: {"inbox":{"hex":"…"}}'];
    return { profile, notes };
  } finally {
    await chain.close();
  }
}
