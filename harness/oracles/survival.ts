import { remembered } from '../core/remembered.ts';
import { latin1 } from '../wire/octets.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import type { Context } from './define.ts';
import { HUNG_UP, lackOfAnswer } from './refusals.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from './requests.ts';

/** Most that an answer has any reason to have beside what it quotes, and octets that one becomes when it is quoted (`&quot;`). */
const MAX_ANSWER_OCTETS = 65_536;
const ESCAPED_OCTETS = 6;

/** Hostile requests that are to be answered or refused, and after which the next push is served as ever. */
export function survived(
  view: View,
  context: Context,
  { applies, expected }: { readonly applies: (request: PapRequest) => boolean; readonly expected: string },
): readonly Finding[] {
  const all = papRequests(view);
  return all.filter(applies).map((request): Finding => {
    const later = all.find(
      ({ event, answer }) =>
        event.seq > request.event.seq && event.message.name === 'push-message' && answer.kind === 'success',
    );
    const unserved = all.filter(
      ({ event, pap }) =>
        event.seq > request.event.seq && event.message.name === 'push-message' && pap.control?.problems.length === 0,
    );
    const evidence = [...evidenceOfRequest(request), ...(later === undefined ? [] : [later.event])];
    const found = (verdict: Finding['verdict'], actual: string): Finding => ({ verdict, evidence, expected, actual });
    const { answer } = request;
    const octets = answer.event?.octets.length ?? 0;
    const most = MAX_ANSWER_OCTETS + ESCAPED_OCTETS * request.event.octets.length;
    if (octets > most) return found('fail', `an answer of ${octets} octets`);
    // Hanging up is a refusal, if only the next one is served.
    const lack = lackOfAnswer(request, view, context);
    if (lack !== null && lack.actual !== HUNG_UP) return found(lack.verdict, lack.actual);
    if (later !== undefined) return found('pass', `${said(answer)}, and the next push was accepted`);
    const [next] = unserved;
    if (next === undefined) return found('inconc', `${said(answer)}, and no push came afterwards`);
    // Served it was: that it was the sender's mistake (class 2) says nothing of what came before.
    if (next.answer.class === 2) return found('inconc', `the next push was refused as wrong: ${said(next.answer)}`);
    const nextLack = lackOfAnswer(next, view, context);
    return found(nextLack?.verdict === 'inconc' ? 'inconc' : 'fail', `the next push: ${said(next.answer)}`);
  });
}

/** A request, one character an octet. */
export function textOf({ event }: PapRequest): string {
  return textOfOctets(event.octets);
}

const textOfOctets = remembered(latin1);
