import type { Profile } from '../core/profile.ts';
import { remembered } from '../core/remembered.ts';
import { isMessage, type TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { latin1 } from '../wire/octets.ts';
import { parseControl } from '../wire/pap/control.ts';
import type { PapMessage } from '../wire/pap/message.ts';
import { carriesContent, contentsOf, papOf, pushOf, type PapEvent } from './pushes.ts';
import { allSubmissions, isSegment, type Submission } from './submissions.ts';

/** What a PI posted, whatever it is, as the PPG read it, with what came of it. */
export type PapRequest = {
  readonly event: PapEvent;
  readonly pap: PapMessage;
  /** '' where no control entity says one. */
  readonly pushId: string;
  readonly answer: Answer;
  /** The end of its connection at the PPG; `null` = it is open. */
  readonly closed: TraceEvent | null;
  /** Digits of the PLMN addresses that its octets name, in whatever form. */
  readonly numbers: readonly string[];
  /** What the PPG submitted because of it, as far as content and recipient tell. */
  readonly submissions: readonly Submission[];
};

/** How a request was answered. `refusal`: a PAP document of class 2 to 5; `http`: 4xx or 5xx without PAP; `other`: neither. */
export type Answer = {
  readonly kind: 'success' | 'refusal' | 'http' | 'other' | 'none';
  readonly event: PapEvent | null;
  readonly status: number;
  /** The PAP operation; '' without one. */
  readonly operation: string;
  readonly pushId: string;
  /** The first PAP code; '' without one. */
  readonly code: string;
  /** Its first digit; 0 without one. */
  readonly class: number;
};

const NUMBER = /WAPPUSH=\+?([0-9.-]+)[^"'<>\s]*?\/TYPE=/gi;

/** The requests of PIs in a PPG's view, in order; the n-th on a connection has the n-th final answer there. */
export const papRequests = remembered((view: View): readonly PapRequest[] => withSubmissions(unattributed(view), view));

type Unattributed = Omit<PapRequest, 'submissions'>;

function unattributed(view: View): readonly Unattributed[] {
  const answers = new Map<string, PapEvent[]>();
  const ends = new Map<string, TraceEvent>();
  for (const event of view.events) {
    if (event.pco !== 'pap') continue;
    if (event.kind === 'closed') ends.set(event.connection, event);
    if (!isPap(event) || event.direction !== 'out' || event.message.pap.http.kind !== 'response') continue;
    if (event.message.pap.http.status < 200) continue;
    answers.set(event.connection, [...(answers.get(event.connection) ?? []), event]);
  }
  const counted = new Map<string, number>();
  const ambiguous = new Set<string>();
  return papOf(view)
    .filter(({ direction, connection, message }) => {
      if (direction !== 'in' || message.pap.http.kind !== 'request') return false;
      // What is behind a request whose end is told in two ways may be no request (SEC-006).
      if (ambiguous.has(connection)) return false;
      const fields = message.pap.http.problems.map(({ field }) => field);
      if (fields.includes('content-length') || fields.includes('transfer-encoding')) ambiguous.add(connection);
      return true;
    })
    .map((event) => {
      const at = counted.get(event.connection) ?? 0;
      counted.set(event.connection, at + 1);
      const { pap } = event.message;
      return {
        event,
        pap,
        pushId: pap.control?.attributes['push-id'] ?? '',
        answer: answerOf(answers.get(event.connection)?.[at] ?? null),
        closed: ends.get(event.connection) ?? null,
        numbers: [...latin1(event.octets).matchAll(NUMBER)].map(([, number = '']) => number.replace(/\D/g, '')),
      };
    });
}

function isPap(event: TraceEvent): event is PapEvent {
  return isMessage(event) && event.message.kind === 'pap';
}

/** How a request was answered by what came on its connection. */
export function answerOf(event: PapEvent | null): Answer {
  if (event === null) return { kind: 'none', event, status: 0, operation: '', pushId: '', code: '', class: 0 };
  const { http } = event.message.pap;
  // A document that is announced as something else is still what it is; PAP-SUB-010 says the rest.
  const control = event.message.pap.control ?? (http.body.length > 0 ? parseControl(http.body) : null);
  const operation = control?.operation ?? '';
  const code =
    [control?.attributes['code'], ...(control?.children ?? []).map(({ attributes }) => attributes['code'])].find(
      (one) => one !== undefined,
    ) ?? '';
  const isPapAnswer = operation !== '' && code !== '';
  const digit = isPapAnswer ? Number(code.charAt(0)) : 0;
  const kind = isPapAnswer ? (digit === 1 ? 'success' : 'refusal') : http.status >= 400 ? 'http' : 'other';
  const pushId = control?.attributes['push-id'] ?? '';
  return { kind, event, status: http.status, operation, pushId, code, class: Number.isNaN(digit) ? 0 : digit };
}

/**
 * A submission belongs to the request whose content it carries; one that carries nobody's, to one to its recipient that was
 * accepted and of which nothing else was submitted, or else to the last odd one.
 */
function withSubmissions(requests: readonly Unattributed[], view: View): readonly PapRequest[] {
  const of = new Map<Unattributed, Submission[]>(requests.map((request) => [request, []]));
  const hasNone = (request: Unattributed): boolean => (of.get(request) ?? []).length === 0;
  const named = requests.map((request) => ({ request, push: contentsOf(request.event) }));
  const earlierThan = ({ request: { seq } }: Submission): typeof named =>
    named.filter(({ request }) => request.event.seq < seq);
  const strange: Submission[] = [];
  for (const submission of allSubmissions(view)) {
    const datagram = pushOf(submission.carried.data);
    const earlier = earlierThan(submission);
    const carrying = earlier.filter(({ push }) => push !== null && carriesContent(push, datagram));
    const cause = carrying.find(({ request }) => request.numbers.includes(submission.to)) ?? carrying[0];
    if (cause !== undefined) of.get(cause.request)?.push(submission);
    // A segment carries nobody's content, whatever was posted (STP-03a).
    else if (!isSegment(submission)) strange.push(submission);
  }
  for (const submission of strange) {
    const before = earlierThan(submission)
      .map(({ request }) => request)
      .filter(({ numbers }) => numbers.includes(submission.to));
    const unserved = before.find((request) => request.answer.kind === 'success' && hasNone(request));
    const odd = before.filter((request) => isOdd(request) && hasNone(request)).at(-1);
    const alone = before.length === 1 ? before[0] : undefined;
    const cause = unserved ?? odd ?? alone;
    if (cause !== undefined) of.get(cause)?.push(submission);
  }
  return requests.map((request) => ({ ...request, submissions: of.get(request) ?? [] }));
}

/** Whether what a PPG might submit of it need not carry its content as it stands there. */
function isOdd({ pap }: Unattributed): boolean {
  const { control, content, problems, http } = pap;
  return control === null || content === null || [...problems, ...http.problems, ...control.problems].length > 0;
}

/** Whether a request comes to another path than PAP's, or with another method than POST. */
export function isElsewhere({ event }: Pick<PapRequest, 'event'>, { target }: Profile): boolean {
  const { method, target: asked } = event.message.pap.http;
  const path = target?.scheme.startsWith('http') === true && target.path !== '' ? target.path : '/pap';
  return method !== 'POST' || asked.split('?')[0] !== path.split('?')[0];
}

/** What shows a request: itself, its answer, what was submitted because of it. */
export function evidenceOfRequest({ event, answer, submissions }: PapRequest): readonly TraceEvent[] {
  return [event, ...(answer.event === null ? [] : [answer.event]), ...submissions.map(({ request }) => request)];
}

/** An answer in a few words. */
export function said({ kind, status, operation, code }: Answer): string {
  switch (kind) {
    case 'success':
    case 'refusal':
      return `${operation} ${code}${status >= 200 && status < 300 ? '' : ` in HTTP ${status}`}`;
    case 'http':
      return `HTTP ${status}`;
    case 'other':
      return `HTTP ${status} without a PAP answer`;
    case 'none':
      return 'no answer';
  }
}
