import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { allSubmissions, type Submission } from '../submissions.ts';

/** One finding about each submission of a PPG: `wrong` says what is wrong with it, `null` nothing. */
export function eachSubmission(
  view: View,
  expected: string,
  wrong: (submission: Submission) => string | null,
): readonly Finding[] {
  return allSubmissions(view).map((submission) => {
    const actual = wrong(submission);
    return {
      verdict: actual === null ? 'pass' : 'fail',
      evidence: [submission.request],
      expected,
      actual: actual ?? 'so it is',
    };
  });
}

/** An octet as people write it. */
export function hexOctet(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}
