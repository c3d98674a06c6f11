import type { Profile } from '../core/profile.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { answerTo, evidenceOf, handovers, timelyAnswer, type Handover } from './handovers.ts';
import { saysDelivered } from './notifications.ts';
import { statusOf, allSubmissions, type PduMessage, type Submission } from './submissions.ts';
import { premature, responsesIn } from './suspension.ts';

/** Submissions that were suspended when another's response came. */
type Beside = { readonly answer: PduMessage; readonly submission: Submission };

/**
 * What became of each transaction whose response came while others were suspended: `which` says beside how many older
 * ones. Right is a result that agrees with its own response; wrong one that came before it on account of another's.
 */
export function resumptions(
  view: View,
  profile: Profile,
  which: 'any order' | 'out of order',
  expected: string,
): readonly Finding[] {
  const all = allSubmissions(view);
  const answered = all.flatMap((submission): readonly Beside[] => {
    const answer = answerTo(submission);
    return answer === null ? [] : [{ submission, answer }];
  });
  return handovers(view, profile)
    .filter(({ asksForResult }) => asksForResult)
    .flatMap((handover) => judged({ handover, answered, all, view, profile, which, expected }));
}

type Question = {
  readonly handover: Handover;
  readonly answered: readonly Beside[];
  readonly all: readonly Submission[];
  readonly view: View;
  readonly profile: Profile;
  readonly which: 'any order' | 'out of order';
  readonly expected: string;
};

function judged({ handover, answered, all, view, profile, which, expected }: Question): readonly Finding[] {
  const early = premature(handover, view);
  if (early !== null) {
    const { submission, notification } = early;
    const cause = responsesIn(view).filter(({ seq }) => seq > submission.request.seq && seq < notification.event.seq);
    const ofOthers = answered.filter(({ answer }) => cause.includes(answer));
    // Too early for any timer, or a success, which no timer gives: it can only be another's result.
    const tookUs = notification.event.atUs - submission.request.atUs;
    const noTimer = tookUs < 0.5 * profile.timers.transactionMs * 1_000;
    if (ofOthers.length === 0 || !(saysDelivered(notification) || noTimer)) return [];
    const evidence = [
      ...evidenceOf(handover),
      ...ofOthers.flatMap(({ submission: other, answer }) => [other.request, answer]),
    ];
    const actual = `${notification.state} was notified when another push had been answered, and not this one`;
    return [{ verdict: 'fail', evidence, expected, actual }];
  }
  const last = handover.attempts.at(-1);
  const own =
    last === undefined ? undefined : answered.find(({ submission }) => submission.request.seq === last.request.seq);
  const [result] = handover.notified;
  if (last === undefined || timelyAnswer(handover, last) === null) return [];
  if (own === undefined || result === undefined || result.event.seq < own.answer.seq) return [];
  const { answer, submission } = own;
  const beside = all.filter(
    (other) =>
      other.request.seq !== submission.request.seq &&
      other.request.seq < answer.seq &&
      (which === 'any order' || other.request.seq < submission.request.seq) &&
      other.responses.every(({ seq }) => seq > answer.seq),
  );
  if (beside.length === 0) return [];
  const agrees = saysDelivered(result) === (statusOf(answer) === 0);
  const evidence = [...evidenceOf(handover), ...beside.map(({ request }) => request)];
  const actual = `${result.state} after status ${statusOf(answer)}, beside ${beside.length} other suspended`;
  return [{ verdict: agrees ? 'pass' : 'fail', evidence, expected, actual }];
}
