import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { header } from '../wire/http/message.ts';
import type { Context } from './define.ts';
import { evidenceOfRequest, papRequests, said, type Answer, type PapRequest } from './requests.ts';
import { isSilent } from './silence.ts';
import { beyondDoubtUs } from './timing-kinds.ts';

export type Refusing = {
  /** Whether a request is an occasion. */
  readonly applies: (request: PapRequest) => boolean;
  readonly expected: string;
  /** Whether an answer that says no to it says it as it must. */
  readonly accepts: (answer: Answer, request: PapRequest) => boolean;
  /** Whether it may be taken and answered with success after all, if only nothing is submitted. */
  readonly mayAccept?: boolean;
};

/** Requests that must be refused, and cause no submission. */
export function refusedRequests(
  view: View,
  context: Context,
  { applies, expected, accepts, mayAccept }: Refusing,
): readonly Finding[] {
  return papRequests(view)
    .filter((request) => applies(request) && !isTurnedAway(request))
    .map((request): Finding => {
      const evidence = evidenceOfRequest(request);
      const found = (verdict: Finding['verdict'], actual: string): Finding => ({ verdict, evidence, expected, actual });
      const { answer, submissions } = request;
      if (submissions.length > 0) return found('fail', `${said(answer)}, and it was submitted`);
      const unanswered = lackOfAnswer(request, view, context);
      if (unanswered !== null) return found(unanswered.verdict, unanswered.actual);
      const refused = answer.kind !== 'success' && accepts(answer, request);
      if (!refused && !(answer.kind === 'success' && mayAccept === true)) return found('fail', said(answer));
      return nothingMoreComes(request, view, context)
        ? found('pass', `${said(answer)}, nothing submitted`)
        : found('inconc', `${said(answer)}, nothing submitted so far; observe longer`);
    });
}

/** A body of fewer octets is no reason to refuse a request unread. */
const LARGE_OCTETS = 65_536;

/** Whether a request was refused before its document was read: for want of credentials, or for its size. */
function isTurnedAway({ answer: { kind, status }, pap: { http }, submissions }: PapRequest): boolean {
  if (kind !== 'http' || submissions.length > 0) return false;
  return status === 401
    ? header(http, 'authorization') === undefined
    : status === 413 && http.body.length > LARGE_OCTETS;
}

/** What is found of a request whose connection the PPG closed. */
export const HUNG_UP = 'the connection was closed without an answer';

/** Why a request has no answer, and what that says; `null` where it has one. */
export function lackOfAnswer(
  { answer, event, closed }: PapRequest,
  view: View,
  { profile, viewOf }: Context,
): Pick<Finding, 'verdict' | 'actual'> | null {
  if (answer.event !== null) return null;
  const others = viewOf('pi').events.find(
    ({ kind, connection, seq }) => kind === 'closed' && connection === event.connection && seq > event.seq,
  );
  const overdueUs = beyondDoubtUs(profile.timers.papMs, view.header);
  if (others !== undefined && (closed === null || others.seq < closed.seq)) {
    return others.atUs - event.atUs > overdueUs
      ? { verdict: 'fail', actual: 'no answer' }
      : { verdict: 'inconc', actual: 'the PI closed the connection before an answer' };
  }
  if (closed !== null) return { verdict: 'fail', actual: HUNG_UP };
  return isSilent(view, event, overdueUs)
    ? { verdict: 'fail', actual: 'no answer' }
    : { verdict: 'inconc', actual: 'no answer so far; observe longer' };
}

/** Whether what a request might cause would have been seen: a later one has been submitted, or time enough has passed. */
export function nothingMoreComes({ event }: PapRequest, view: View, { profile }: Context): boolean {
  const overtaken = papRequests(view).some(
    (later) => later.event.seq > event.seq && later.submissions.some(({ request }) => request.seq > event.seq),
  );
  return overtaken || isSilent(view, event, 2 * profile.timers.transactionMs * 1_000 - 1);
}

/** A PAP document of one of these classes that refuses a push: its own response, or badmessage-response (AMB-31). */
export function refusesWith(...classes: readonly number[]): (answer: Answer) => boolean {
  return ({ kind, operation, class: digit }) =>
    kind === 'refusal' && ['push-response', 'badmessage-response'].includes(operation) && classes.includes(digit);
}
