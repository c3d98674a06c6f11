import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import type { Context } from './define.ts';
import { lackOfAnswer } from './refusals.ts';
import { evidenceOfRequest, papRequests, said, type Answer, type PapRequest } from './requests.ts';

export type Accepting = {
  /** Whether a request is an occasion. */
  readonly applies: (request: PapRequest) => boolean;
  readonly expected: string;
  /** Whether an answer that refuses it refuses it for what the rule is about; of other reasons nothing is said. */
  readonly blames: (answer: Answer) => boolean;
};

/** Requests that must be accepted. */
export function acceptedRequests(
  view: View,
  context: Context,
  { applies, expected, blames }: Accepting,
): readonly Finding[] {
  return papRequests(view)
    .filter(applies)
    .flatMap((request): readonly Finding[] => {
      const evidence = evidenceOfRequest(request);
      const { answer } = request;
      const lack = lackOfAnswer(request, view, context);
      if (lack !== null) return [{ ...lack, evidence, expected }];
      if (answer.kind !== 'success' && !blames(answer)) return [];
      return [{ verdict: answer.kind === 'success' ? 'pass' : 'fail', evidence, expected, actual: said(answer) }];
    });
}
