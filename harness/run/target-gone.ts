import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';

/** Attempts to connect that fail one after the other before a target that was there is given up. */
const FAILED_ATTEMPTS = 3;

/** Whether the target takes no connections any more: whatever it owes will not come. */
export function isGone(trace: Trace): boolean {
  const opened = new Set<string>();
  let failed = 0;
  for (const { kind, pco, connection } of viewOf(trace, 'ppg').events) {
    if (pco !== 'smpp') continue;
    if (kind === 'opened') {
      opened.add(connection);
      failed = 0;
    }
    if (kind === 'closed' && !opened.has(connection)) failed += 1;
  }
  // A case that began without a session need not see the target die again.
  return failed >= (opened.size === 0 ? 1 : FAILED_ATTEMPTS);
}
