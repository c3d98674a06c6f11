import type { Header, TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';

/** One occasion of a timing row: how long it took, or has taken so far where nothing came. */
export type Occasion = {
  readonly tookUs: number;
  /** `open`: nothing came, and the observation goes no further. */
  readonly came: 'yes' | 'no' | 'open';
  readonly evidence: readonly TraceEvent[];
  /** What happened, without the time. */
  readonly what: string;
};

type Limit = { readonly limitMs: number; readonly header: Header; readonly expected: string };

const MS = 1_000;
/** Of at least so many occasions most must be wrong, where none is beyond all doubt (requirements, section 12). */
const LEAST_OCCASIONS = 3;

/** Kind U: the last moment that passes, in µs, before lag and round trip are thought of. */
export function allowedUs(limitMs: number, { world }: Header): number {
  return world === 'sim' ? limitMs * MS : Math.round(1.2 * limitMs * MS) + 100 * MS;
}

/** Kind U: beyond this, in µs, one occasion is enough. */
export function beyondDoubtUs(limitMs: number, header: Header): number {
  return header.world === 'sim' ? limitMs * MS : (3 * limitMs + 1_000) * MS + header.timingToleranceUs;
}

/** Kind U of section 12: not later than the limit. One finding per occasion. */
export function notLater(occasions: readonly Occasion[], { limitMs, header, expected }: Limit): readonly Finding[] {
  const allowed = allowedUs(limitMs, header);
  const grades = occasions.map(({ tookUs, came }): Grade => {
    if (tookUs <= allowed) return came === 'yes' ? 'kept' : 'open';
    if (tookUs > beyondDoubtUs(limitMs, header)) return 'broken';
    return tookUs <= allowed + header.timingToleranceUs ? 'harness late' : 'exceeded';
  });
  return findings(occasions, grades, expected);
}

/** Kind D: the first moment that passes, in µs; a peer's view may be as much off as its peers' clocks. */
export function allowedEarlyUs(limitMs: number, { world, timingToleranceUs }: Header): number {
  return world === 'sim' ? limitMs * MS : Math.max(0, 0.8 * limitMs * MS - 100 * MS - timingToleranceUs);
}

/** Kind D of section 12: not earlier than the limit. One finding per occasion. */
export function notEarlier(occasions: readonly Occasion[], { limitMs, header, expected }: Limit): readonly Finding[] {
  const sim = header.world === 'sim';
  const allowed = sim ? limitMs * MS : 0.8 * limitMs * MS - 100 * MS;
  const grades = occasions.map(({ tookUs }): Grade => {
    if (tookUs >= allowed) return 'kept';
    if (sim || tookUs + header.timingToleranceUs < 0.5 * limitMs * MS) return 'broken';
    return tookUs + header.timingToleranceUs >= allowed ? 'harness late' : 'exceeded';
  });
  return findings(occasions, grades, expected);
}

type Grade = 'kept' | 'open' | 'harness late' | 'exceeded' | 'broken';

const VERDICTS: Readonly<Record<Exclude<Grade, 'exceeded'>, Finding['verdict']>> = {
  kept: 'pass',
  open: 'inconc',
  'harness late': 'inconc',
  broken: 'fail',
};

const REMARKS: Readonly<Record<Grade, string>> = {
  kept: '',
  open: '; the observation ended before it was due',
  'harness late': '; no more than the harness itself may have been late',
  exceeded: '; over the limit, but not on most of three occasions',
  broken: '',
};

function findings(occasions: readonly Occasion[], grades: readonly Grade[], expected: string): readonly Finding[] {
  const over = grades.filter((grade) => grade === 'exceeded' || grade === 'broken').length;
  const mostly = grades.length >= LEAST_OCCASIONS && 2 * over > grades.length;
  return occasions.map(({ tookUs, came, evidence, what }, at) => {
    const given = grades[at] ?? 'open';
    const grade = given === 'exceeded' && mostly ? 'broken' : given;
    const verdict = grade === 'exceeded' ? 'inconc' : VERDICTS[grade];
    const took = `${came === 'yes' ? 'after' : 'not within'} ${Math.round(tookUs / MS)} ms`;
    return { verdict, evidence, expected, actual: `${what} ${took}${REMARKS[grade]}` };
  });
}
