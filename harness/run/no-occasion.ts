import type { Iut } from '../core/party.ts';
import { statusOf, submissions } from '../oracles/submissions.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';
import { MAX_UD_OCTETS } from '../wire/sm/data-coding.ts';
import { statusName } from '../wire/smpp/statuses.table.ts';
import { isGone, refusals } from './target-gone.ts';

/** Why a case came to nothing, as far as the SMSC side says it: what a third party is told beside `inconc`. */
export function noOccasion(trace: Trace, iut: Iut): string {
  const all = submissions(viewOf(trace, 'ppg'));
  // Whom a PPG binds to is our own SMSC, which refuses by order.
  const [shut] = iut === 'ppg' ? [] : refusals(trace).slice(-1);
  if (shut !== undefined && all.length === 0) return `the target refused to be bound: ${named(statusOf(shut))}`;
  if (iut !== 'ppg' && isGone(trace)) return 'the target takes no connections any more: has it stopped?';
  if (all.length === 0) return 'no push reached the SMSC';
  const refused = all.find(({ responses: [first] }) => first !== undefined && statusOf(first) !== 0);
  const [response] = refused?.responses ?? [];
  if (refused !== undefined && response !== undefined) {
    const octets = refused.carried.octets.length;
    const advice = octets > MAX_UD_OCTETS ? '; a limit on segments belongs in the profile: policy.maxSegments' : '';
    return `a push of ${octets} octets was answered with ${named(statusOf(response))}${advice}`;
  }
  if (all.some(({ responses }) => responses.length === 0)) return 'a push was not answered';
  return 'nothing in the trace was an occasion for it';
}

function named(status: number): string {
  return `0x${status.toString(16).padStart(2, '0')} ${statusName(status)}`;
}
