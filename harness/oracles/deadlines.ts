import type { Header } from '../trace/event.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import type { Timers } from '../core/profile.ts';
import { allowedUs, beyondDoubtUs } from './timing-kinds.ts';
import { text, tlvUint, type Pdu } from '../wire/smpp/pdu.ts';

const MS = 1_000;

/** Kind U of the catalogue's section 12: the last moment, in µs after the start, that still passes. Virtual time has no tolerance. */
export function latestUs(limitMs: number, header: Header): number {
  return allowedUs(limitMs, header) + (header.world === 'sim' ? 0 : header.timingToleranceUs);
}

/** How a wait for something that never came ended. */
export type Waiting = 'over' | 'still open' | 'cut off';

/**
 * Whether a wait that began at `from` may be called over: the observation lasted until `limitUs` after it.
 * `cut off`: the connection that had to bring the answer was closed before.
 */
export function waiting(view: View, from: TraceEvent, limitUs: number, connection: string): Waiting {
  const untilUs = from.atUs + limitUs;
  const closed = view.events.find(
    (event) =>
      event.kind === 'closed' && event.connection === connection && event.seq > from.seq && event.atUs < untilUs,
  );
  if (closed !== undefined) return 'cut off';
  return view.header.complete.end && view.header.endUs >= untilUs ? 'over' : 'still open';
}

/** How long something took against a limit of kind U: `harness late` and `late` are undecided, the latter unless it is the rule. */
export type Punctuality = 'in time' | 'harness late' | 'late' | 'far too late';

/** Kind U of the catalogue's section 12 for one occasion. */
export function punctuality(tookUs: number, limitMs: number, header: Header): Punctuality {
  if (tookUs <= allowedUs(limitMs, header)) return 'in time';
  if (tookUs > beyondDoubtUs(limitMs, header)) return 'far too late';
  return tookUs <= latestUs(limitMs, header) ? 'harness late' : 'late';
}

/** One occasion of a timing rule. */
export type Timed = {
  readonly tookUs: number;
  readonly limitMs: number;
  readonly evidence: readonly TraceEvent[];
  /** What took so long. */
  readonly what: string;
};

/** What has not come when the observation ends: late already, or undecided because that was too soon. */
export function notCome(view: View, from: TraceEvent, due: Omit<Timed, 'tookUs'>): Finding | Timed {
  const { header } = view;
  const tookUs = header.endUs - from.atUs;
  if (header.complete.end && tookUs > latestUs(due.limitMs, header))
    return { ...due, tookUs, what: `${due.what} (still missing)` };
  const expected = `${due.what} within ${due.limitMs} ms`;
  return { verdict: 'inconc', evidence: due.evidence, expected, actual: 'it had not come while it was observed' };
}

/** All that one rule has to say, the timed occasions among it judged together. */
export function findingsOf(said: readonly (Finding | Timed)[], header: Header): readonly Finding[] {
  const timed = said.filter((one): one is Timed => 'tookUs' in one);
  const others = said.filter((one): one is Finding => 'verdict' in one);
  return [...others, ...timedFindings(timed, header)];
}

/** Findings of a timing rule: `late` fails when most of at least three occasions are. */
export function timedFindings(occasions: readonly Timed[], header: Header): readonly Finding[] {
  const judged = occasions.map((one) => ({ ...one, was: punctuality(one.tookUs, one.limitMs, header) }));
  const exceeding = judged.filter(({ was }) => was === 'late' || was === 'far too late').length;
  const isTheRule = judged.length >= 3 && 2 * exceeding > judged.length;
  return judged.map(({ tookUs, limitMs, evidence, what, was }): Finding => {
    const expected = `${what} within ${limitMs} ms`;
    const took = `${Math.round(tookUs / MS)} ms`;
    if (was === 'in time') return { verdict: 'pass', evidence, expected, actual: took };
    if (was === 'harness late')
      return { verdict: 'inconc', evidence, expected, actual: `${took}: the harness itself was late; run it again` };
    if (was === 'far too late' || isTheRule) return { verdict: 'fail', evidence, expected, actual: took };
    return { verdict: 'inconc', evidence, expected, actual: `${took}, on too few occasions to call it the rule` };
  });
}

/** Whether a wait for what never came is over for good: the observation lasted beyond every tolerance of kind U. */
export function waitedFor(view: View, fromUs: number, limitMs: number): boolean {
  const { header } = view;
  return header.complete.end && header.endUs >= fromUs + beyondDoubtUs(limitMs, header);
}

/** Time that a submission allows itself by qos_time_to_live (seconds) or a relative validity_period; `null` without (SMPP 3.4, 5.3.2.32, 7.1.1.2; AMB-23). */
export function requestedMs(pdu: Pdu): number | null {
  const seconds = pdu.command === 'data_sm' ? tlvUint(pdu, 'qos_time_to_live') : undefined;
  if (seconds !== undefined) return seconds * 1_000;
  const [, ...parts] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)000R$/.exec(text(pdu, 'validity_period')) ?? [];
  if (parts.length === 0) return null;
  return 1_000 * SECONDS_PER_UNIT.reduce((sum, unit, at) => sum + unit * Number(parts[at]), 0);
}

const SECONDS_PER_UNIT: readonly number[] = [365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1];

/** The shortest predetermined time that a submission may be given: the profile's, or what it asks for itself. */
export function leastWindowMs(pdu: Pdu, { transactionMs }: Timers): number {
  return Math.min(transactionMs, requestedMs(pdu) ?? transactionMs);
}
