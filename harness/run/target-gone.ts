import { pdusOf, statusOf, type PduMessage } from '../oracles/submissions.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';

/** Attempts to connect that fail one after the other before a target that was there is given up. */
const FAILED_ATTEMPTS = 3;
/** A session that has just ended may count as bound for a while: so long nothing but refusals, and the target lets nobody in. */
export const REFUSING_US = 20_000_000;

/** Whether the target takes no connections any more, or has refused every bind for so long, in µs: whatever it owes will not come. */
export function isGone(trace: Trace, refusingUs = REFUSING_US): boolean {
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
  return failed >= (opened.size === 0 ? 1 : FAILED_ATTEMPTS) || refusedForUs(trace) >= refusingUs;
}

/** From the first to the last of the refusals that the PPG's binds have met since one was accepted, in µs. */
export function refusedForUs(trace: Trace): number {
  const refused = refusals(trace);
  return (refused.at(-1)?.atUs ?? 0) - (refused[0]?.atUs ?? 0);
}

/** The refusals that the PPG's binds have met since one was accepted. */
export function refusals(trace: Trace): readonly PduMessage[] {
  const answers = pdusOf(viewOf(trace, 'ppg')).filter(
    ({ pco, direction, message }) => pco === 'smpp' && direction === 'in' && /^bind_.*_resp$/.test(message.name),
  );
  return answers.slice(answers.findLastIndex((one) => statusOf(one) === 0) + 1);
}
