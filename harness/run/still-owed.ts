import type { Profile } from '../core/profile.ts';
import type { Message, Trace, TraceEvent } from '../trace/event.ts';
import { notifications } from '../oracles/notifications.ts';
import { pushes } from '../oracles/pushes.ts';
import { submissions } from '../oracles/submissions.ts';
import { viewOf } from '../trace/view.ts';
import { occurrences } from './occurrences.ts';

/** A push went out, or its failure was notified before it could: a session may go while a submission is held back. */
export function started(trace: Trace): boolean {
  return (
    submissions(viewOf(trace, 'ppg')).length > 0 ||
    occurrences(trace, 'pi', 'notifications', null) > 0 ||
    allRefused(trace)
  );
}

/** Nothing comes of pushes that the PPG has refused: by a code, or by what has none, as badmessage-response. */
export function allRefused(trace: Trace): boolean {
  const sent = pushes(viewOf(trace, 'pi'));
  return sent.length > 0 && sent.every(({ response, responseClass }) => response !== null && responseClass !== 1);
}

/** Of whom a notification that names nobody tells. */
const ANYBODY = '';

/** How much at least is still to come: answers to pushes and submissions, notifications of results that were asked for. */
export function owed(trace: Trace, { claims }: Profile): number {
  const isTold = claims['resultNotification'] !== false;
  const ppg = viewOf(trace, 'ppg');
  const ended = new Map<string, number>();
  for (const { kind, connection, seq } of ppg.events) if (kind === 'closed') ended.set(connection, seq);
  // A session that is gone brings no response any more (STP-08d: each on its own session).
  const isGone = ({ seq, connection }: Message): boolean => (ended.get(connection) ?? 0) > seq;
  const suspended = submissions(ppg).filter(({ request, responses }) => responses.length === 0 && !isGone(request));
  const pi = viewOf(trace, 'pi');
  const sent = pushes(pi);
  const told = new Set(notifications(pi).map(({ pushId, to }) => `${pushId} ${to ?? ANYBODY}`));
  const unanswered = sent.filter(({ response }) => response === null);
  const untold = sent.flatMap(({ pushId, request, responseClass, recipients }) => {
    const asked = request.message.pap.control?.attributes['ppg-notify-requested-to'] !== undefined;
    if (!isTold || !asked || responseClass !== 1 || told.has(`${pushId} ${ANYBODY}`)) return [];
    return recipients.map((to) => `${pushId} ${to}`).filter((one) => !told.has(one));
  });
  // One response may be the first on a connection for several requests, one notification tell of a push-id that was used twice.
  const connections = new Set(unanswered.map(({ request }) => request.connection));
  return suspended.length + connections.size + new Set(untold).size;
}

/** Answers and notifications are seen where the PPG meets the SMSC, and where the PI meets the PPG; so is what they answer. */
export function pays({ party, pco }: TraceEvent): boolean {
  return (party === 'ppg' && pco === 'smpp') || (party === 'pi' && pco === 'pap');
}

/** Every result notification has its answer. */
export function allAnswered(trace: Trace): boolean {
  return notifications(viewOf(trace, 'pi')).every(({ answer }) => answer !== null);
}
