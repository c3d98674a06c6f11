import type { CaseResult } from '../trace/finding.ts';
import type { Masking } from './masking.ts';

/** Comments that one frame gets; the rest is in judgement.json. */
const MAX_COMMENTS = 24;

/** What failed is read first. */
const ORDER = ['error', 'fail', 'inconc', 'pass'];

/** For each event that a verdict rests on: which rule, what verdict, what was expected and what was seen. */
export function captureComments(
  { judgement }: Pick<CaseResult, 'judgement'>,
  masking: Masking,
): ReadonlyMap<number, readonly string[]> {
  const findings = [...judgement.values()].flatMap((judged) => judged.findings);
  const comments = new Map<number, string[]>();
  for (const wanted of ORDER) {
    for (const { requirement, verdict, expected, actual, evidence } of findings) {
      if (verdict !== wanted) continue;
      const comment = masking.text(`${requirement} ${verdict}: expected ${expected}; actual ${actual}`);
      for (const { seq } of evidence) {
        const said = comments.get(seq) ?? [];
        comments.set(seq, said);
        if (said.length < MAX_COMMENTS && !said.includes(comment)) said.push(comment);
      }
    }
  }
  return comments;
}
