import { asNamedBy } from '../core/case.ts';
import type { Requirement } from '../core/requirement.ts';
import type { CaseResult, JudgedFinding, RequirementVerdict } from '../trace/finding.ts';
import { printLadder } from '../trace/ladder.ts';
import type { Mask } from '../trace/mask.ts';
import { hexOf } from './hex.ts';
import { maskingOf, type Masking } from './masking.ts';

/** What a failure text needs besides the case's result. */
export type FailureContext = {
  readonly catalogue: ReadonlyMap<string, Requirement>;
  readonly mask: Mask;
  /** The call that runs this case again. */
  readonly replay: string;
  /** Whether the evidence's octets are shown, and each requirement: else of one only, and no octets. */
  readonly octets: boolean;
};

/** Lines of ladder either side of the evidence. */
const AROUND = 5;

/** Messages whose octets are printed; the rest is in hex.txt. */
const MAX_HEX_EVENTS = 4;

/** Failed requirements told in full; one defect often breaks several rules. */
const MAX_TOLD = 3;

/** What one needs to understand why a case failed: rule, expected, seen, ladder, octets, replay. `null` unless it failed or erred. */
export function failureText(result: CaseResult, context: FailureContext): string | null {
  if (result.verdict !== 'fail' && result.verdict !== 'error') return null;
  const masking = maskingOf(result.trace, context.mask);
  const byName = asNamedBy(result.case);
  // The requirement that the case's reason names comes first: it is one that counts.
  const isReason = (id: string): boolean => result.reason?.startsWith(`${id}: `) === true;
  const decisive = [...result.judgement]
    .filter(([, { verdict }]) => verdict === result.verdict)
    .sort(([a], [b]) => Number(isReason(b)) - Number(isReason(a)) || byName(a, b));
  const reason = `${result.verdict}: ${masking.text(result.reason ?? 'no reason given')}\n`;
  const inFull = context.octets ? MAX_TOLD : 1;
  const told = decisive.slice(0, inFull).map(([id, judged]) => requirementText(id, judged, result, context, masking));
  const more = decisive.slice(inFull).map(([id]) => id);
  return [
    ...(told.length === 0 ? [reason] : told),
    ...(more.length > 0 ? [`${result.verdict} also: ${more.join(', ')}\n`] : []),
    `replay    ${context.replay}\n`,
  ].join('\n');
}

function requirementText(
  id: string,
  { verdict, findings }: RequirementVerdict,
  { trace }: CaseResult,
  { catalogue, mask, octets }: FailureContext,
  masking: Masking,
): string {
  const worst = findings.filter((finding) => finding.verdict === verdict);
  const first = worst[0];
  const row = catalogue.get(id);
  const head = `${id} ${row?.level ?? ''} ${verdict} (${row?.source ?? 'not in the catalogue'})`;
  if (first === undefined) return `${head}\n`;
  const times = worst.length > 1 ? `          and ${worst.length - 1} more occasion(s) in this trace\n` : '';
  return [
    head,
    ...(row === undefined ? [] : [`rule      ${row.text}`]),
    `expected  ${masking.text(first.expected)}`,
    `actual    ${masking.text(first.actual)}`,
    times,
    ...(first.evidence.length > 0
      ? [printLadder(trace.events, ladderOptions(first, mask)), '', ...(octets ? [evidenceHex(first, mask)] : [])]
      : []),
  ].join('\n');
}

function ladderOptions({ evidence }: JudgedFinding, mask: Mask): Parameters<typeof printLadder>[1] {
  return { evidence, around: AROUND, mask, brief: true };
}

function evidenceHex({ evidence }: JudgedFinding, mask: Mask): string {
  const rest = evidence.length - MAX_HEX_EVENTS;
  return hexOf(evidence.slice(0, MAX_HEX_EVENTS), mask) + (rest > 0 ? `and ${rest} more, see hex.txt\n` : '');
}
