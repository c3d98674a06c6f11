import { isMessage, type Header, type TraceEvent } from './event.ts';
import { makeNaming } from './express.ts';
import { merged, printDirectives, printEnd, printObserved, sameObserved, USUAL_OBSERVED } from './ladder-directives.ts';
import { rowsOf, type Row } from './ladder-rows.ts';
import { makeWriter, messageWords, type Line } from './ladder-write.ts';
import { distinguishing, publishable, type Mask } from './mask.ts';

/** What a printed ladder shows, and how. */
export type LadderOptions = {
  /** These are marked with `*`. */
  readonly evidence?: readonly TraceEvent[];
  /** Lines shown either side of evidence; the others are elided. Absent: all lines. */
  readonly around?: number;
  /** Adds what the header says otherwise than a ladder assumes. */
  readonly header?: Header;
  /** Hides numbers. Passwords are always hidden. */
  readonly mask?: Mask;
  /** Shows long payloads as filler, marked as such: for reading, not for reading back. */
  readonly brief?: boolean;
};

/** Elided lines whose payloads are looked at, so that their pieces are known by name. */
const NAMED_BEFORE = 200;

/** Events as a ladder that `parseLadder` reads back. */
export function printLadder(events: readonly TraceEvent[], options: LadderOptions): string {
  const { header, evidence, around } = options;
  const mask = options.mask === undefined ? undefined : distinguishing(options.mask);
  const occurred = occurredIn(events);
  const rows = rowsOf(
    events.map((event) => (isMessage(event) ? publishable(event, mask) : event)),
    header?.observed ?? occurred,
  );
  const marked = new Set(evidence?.map(({ seq }) => seq));
  const shown = shownRows(rows, marked, evidence === undefined ? undefined : around);
  const naming = makeNaming(options.brief === true);
  const write = makeWriter(naming, marked);
  const lines: (Line | string)[] = [];
  let elided = 0;
  let next = shown.indexOf(true);
  for (const [at, row] of rows.entries()) {
    if (shown[at] === true) {
      if (elided > 0) lines.push(elision(elided));
      elided = 0;
      lines.push(write(row));
    } else {
      elided += row.events.length;
      const {
        events: [event],
      } = row;
      if (next !== -1 && next < at) next = shown.indexOf(true, at);
      if (isMessage(event) && next !== -1 && next - at < NAMED_BEFORE)
        naming.unseen(() => void messageWords(event, naming));
    }
  }
  if (elided > 0) lines.push(elision(elided));
  const start = header === undefined ? derivedDirectives(occurred) : printDirectives(header, occurred);
  const end = header === undefined ? [] : [printEnd(header)];
  return [...start, ...naming.lets(), ...aligned(lines), ...end].map((line) => `${line}\n`).join('');
}

function elision(events: number): string {
  return `… ${events} event${events === 1 ? '' : 's'}`;
}

/** Without a header nobody is taken to have been watched of whom there is nothing. */
function derivedDirectives(occurred: Header['observed']): readonly string[] {
  const usual = USUAL_OBSERVED.filter(({ pco }) => occurred.some((one) => one.pco === pco));
  return sameObserved(merged(usual, occurred), occurred) ? [] : [`-- observed ${printObserved(occurred)} --`];
}

function occurredIn(events: readonly TraceEvent[]): Header['observed'] {
  const seen = new Map<string, Header['observed'][number]>();
  for (const { pco, party } of events) {
    const key = `${pco} ${party}`;
    if (!seen.has(key)) seen.set(key, { pco, parties: [party] });
  }
  return merged([...seen.values()], []);
}

function shownRows(rows: readonly Row[], marked: ReadonlySet<number>, around: number | undefined): readonly boolean[] {
  if (around === undefined) return rows.map(() => true);
  const shown = rows.map(() => false);
  for (const [at, { events }] of rows.entries()) {
    if (!events.some(({ seq }) => marked.has(seq))) continue;
    for (let near = Math.max(0, at - around); near <= Math.min(rows.length - 1, at + around); near += 1)
      shown[near] = true;
  }
  return shown;
}

/** Columns as wide as their widest word. */
function aligned(lines: readonly (Line | string)[]): readonly string[] {
  const cells = lines.filter((line) => typeof line !== 'string');
  const width = (column: number): number => cells.reduce((most, line) => Math.max(most, line[column]?.length ?? 0), 0);
  const widths = [0, 1, 2, 3, 4, 5].map(width);
  return lines.map((line) =>
    typeof line === 'string'
      ? line
      : line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join(' ')
          .trimEnd(),
  );
}
