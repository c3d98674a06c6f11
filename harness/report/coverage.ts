import type { RunSummary } from '../trace/finding.ts';
import type { Masking } from './masking.ts';

/** Which requirements a run exercised, by which cases, as a Markdown table. */
export function coverageTable({ requirements }: RunSummary, masking: Masking): string {
  const rows = requirements.map(({ requirement: { id, level }, outcome, counted, namedBy, exercisedBy, reason }) => [
    id,
    level,
    outcome,
    counted ? 'yes' : 'no',
    String(namedBy.length),
    String(exercisedBy.length),
    masking.text(reason ?? ''),
  ]);
  const head = ['requirement', 'level', 'outcome', 'counted', 'named by', 'exercised by', 'why'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |\n`).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
