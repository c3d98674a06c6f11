import type { Profile } from '../core/profile.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { beyondDoubtUs } from './timing-kinds.ts';

/** Whether nothing at all came for so long after `from` that nothing will. */
export function isSilent(view: View, from: TraceEvent, limitUs: number): boolean {
  return view.header.complete.end && view.header.endUs - from.atUs > limitUs;
}

/** How long a PPG may say nothing of a success, in µs: far beyond STP-09. */
export function successSilenceUs({ timers }: Profile, view: View): number {
  return beyondDoubtUs(timers.notifyMs, view.header);
}

/** And of a failure: it may be about to submit the push again (DSC-02), so it has the time of a transaction more. */
export function failureSilenceUs(profile: Profile, view: View): number {
  return successSilenceUs(profile, view) + profile.timers.transactionMs * 1_000;
}

type Silence = { readonly view: View; readonly from: TraceEvent; readonly limitUs: number };

/** The finding where a result was owed and none came. */
export function ofSilence(
  { view, from, limitUs }: Silence,
  evidence: readonly TraceEvent[],
  expected: string,
): Finding {
  const silentMs = Math.round((view.header.endUs - from.atUs) / 1_000);
  return isSilent(view, from, limitUs)
    ? { verdict: 'fail', evidence, expected, actual: `no result was notified within ${silentMs} ms` }
    : {
        verdict: 'inconc',
        evidence,
        expected,
        actual: 'the observation ended before a result was overdue; observe longer',
      };
}
