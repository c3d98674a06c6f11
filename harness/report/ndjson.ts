import type { RunSummary } from '../trace/finding.ts';
import { findingsOf } from './counts.ts';
import { findingJson, type Spelling } from './json.ts';

/** All findings of a run, those that pass too, one JSON object a line. */
export function findingsNdjson({ cases }: RunSummary, spelling: Spelling): string {
  return cases
    .flatMap((result) => findingsOf(result).map((found) => `${JSON.stringify(findingJson(found, result, spelling))}\n`))
    .join('');
}
