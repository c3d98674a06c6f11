import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { isResponse } from '../wire/smpp/pdu.ts';
import type { Handover } from './handovers.ts';
import type { Notification } from './notifications.ts';
import { remembered } from '../core/remembered.ts';
import { pdusOf, allSubmissions, type PduMessage, type Submission } from './submissions.ts';

/** States that a PPG reports of its own accord, whatever the SMSC says. */
export const OWN_STATES: readonly string[] = ['expired', 'cancelled', 'aborted', 'rejected'];

/** When a submission was no longer suspended: its first response, or its session's end; `null` = it still was. */
export function endOf({ request, responses }: Submission, view: View): TraceEvent | null {
  const closed = closingsIn(view).find(({ connection, seq }) => connection === request.connection && seq > request.seq);
  const response = responses[0];
  if (response === undefined || closed === undefined) return response ?? closed ?? null;
  return response.seq < closed.seq ? response : closed;
}

/** Where connections of a view ended; found once, for many submissions are asked about. */
const closingsIn = remembered((view: View): readonly TraceEvent[] =>
  view.events.filter(({ kind }) => kind === 'closed'),
);

/** The submissions that were suspended just after the event with this `seq`. */
export function suspendedAt(view: View, seq: number): readonly Submission[] {
  return spansIn(view).flatMap(({ from, until, submission }) => (from <= seq && until > seq ? [submission] : []));
}

const spansIn = remembered((view: View) =>
  allSubmissions(view).map((submission) => ({
    submission,
    from: submission.request.seq,
    until: endOf(submission, view)?.seq ?? Number.POSITIVE_INFINITY,
  })),
);

/** What the SMSC answered to submissions, or to nothing that the PPG had asked. */
export function responsesIn(view: View): readonly PduMessage[] {
  const others = new Map<string, boolean>();
  return pdusOf(view).filter(({ pco, direction, connection, message: { pdu } }) => {
    const key = `${connection} ${pdu.sequence_number}`;
    if (pco === 'smpp' && direction === 'out' && !isResponse(pdu))
      others.set(key, !/^(submit|data)_sm$/.test(pdu.command));
    return pco === 'smpp' && direction === 'in' && isResponse(pdu) && others.get(key) !== true;
  });
}

/** Whether the SMSC said anything but an answer to this submission between it and `untilSeq`: that may have been mistaken for one. */
export function isMisleading(view: View, { request, responses }: Submission, untilSeq: number): boolean {
  return responsesIn(view).some(
    (response) => response.seq > request.seq && response.seq < untilSeq && !responses.includes(response),
  );
}

/**
 * A notification that came while its submission was suspended, with that submission: of what, then, did it tell?
 * `null` where there is none, or the PPG had reasons of its own.
 */
export function premature(
  { attempts, notified }: Handover,
  view: View,
): { readonly submission: Submission; readonly notification: Notification } | null {
  for (const notification of notified) {
    if (OWN_STATES.includes(notification.state)) continue;
    const { seq } = notification.event;
    const attempt = attempts.filter(({ request }) => request.seq < seq).at(-1);
    if (attempt === undefined) continue;
    const end = endOf(attempt, view);
    return end === null || end.seq > seq ? { submission: attempt, notification } : null;
  }
  return null;
}
