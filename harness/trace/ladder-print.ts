import { UsageError } from '../core/usage-error.ts';
import { equal } from '../wire/octets.ts';
import { isMessage, type Header, type Message, type TraceEvent } from './event.ts';
import { makeNaming, type Naming } from './express.ts';
import { makeConnections, type Use } from './ladder-connections.ts';
import {
  merged,
  milliseconds,
  printDirectives,
  printEnd,
  printObserved,
  sameObserved,
  USUAL_OBSERVED,
} from './ladder-directives.ts';
import { buildMessage, pcoBetween, useOf } from './ladder-message.ts';
import { FLAGS, SERVICE, type MessageLine } from './ladder-line.ts';
import { papWords, rawPapWords } from './ladder-pap-print.ts';
import { rowsOf, type Row } from './ladder-rows.ts';
import { pduWords, rawPduWords } from './ladder-smpp-print.ts';
import { fieldsOf, valueOf, wordsOf } from './ladder-words.ts';
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

type Line = readonly [
  margin: string,
  time: string,
  left: string,
  arrow: string,
  right: string,
  name: string,
  words: string,
];

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

/** Writes rows in order; remembers connections as the parser will. */
function makeWriter(naming: Naming, marked: ReadonlySet<number>): (row: Row) => Line {
  const connections = makeConnections();
  const aliases = new Map<string, string>();
  const latestOut = new Map<string, TraceEvent>();
  const written = new Set<number>();
  const alias = ({ connection, pco }: TraceEvent, usual: string): string => {
    const known = aliases.get(connection);
    if (known !== undefined) return known;
    const taken = new Set(aliases.values());
    let name = usual;
    for (let count = 1; taken.has(name); count += 1) name = `${pco}-${count}`;
    aliases.set(connection, name);
    return name;
  };
  const place = (event: TraceEvent, use: Use): readonly string[] => {
    const usual = connections.usual(use);
    const connection = alias(event, usual);
    connections.note(use, connection);
    return connection === usual ? [] : [`connection=${valueOf(connection)}`];
  };
  const what = (row: Row): readonly [name: string, words: readonly string[]] => {
    const [event] = row.events;
    const { pco, party, peer } = event;
    const ends = `${party} ${peer}`;
    const usualPco = pcoBetween(party, peer) === pco ? [] : [`pco=${pco}`];
    if (event.kind === 'fault') {
      const latest = latestOut.get(ends);
      const affects = latest?.seq === event.affects ? [] : [`affects=${event.affects}`];
      const usual = latest === undefined ? `${pco}-1` : (aliases.get(latest.connection) ?? '');
      const connection = alias(event, usual);
      return [event.fault, [...usualPco, ...affects, ...(connection === usual ? [] : [`connection=${connection}`])]];
    }
    if (!isMessage(event)) {
      return [event.kind, [...usualPco, ...place(event, { party, peer, pco, does: event.kind, about: '' })]];
    }
    if (event.direction === 'out') latestOut.set(ends, event);
    if (row.sent !== null && written.has(row.sent)) return [event.message.name, [`sent=${row.sent}`, ...usualPco]];
    const { line, words } = messageWords(event, naming);
    return [line.name, [...words, ...usualPco, ...place(event, useOf(line))]];
  };
  return (row) => {
    const [event, arrival] = row.events;
    const [left, right] =
      isMessage(event) && event.direction === 'in' ? [event.peer, event.party] : [event.party, event.peer];
    const star = row.events.some(({ seq }) => marked.has(seq)) ? '*' : ' ';
    const later =
      arrival === undefined || arrival.atUs === event.atUs ? '' : `+${milliseconds(arrival.atUs - event.atUs)}`;
    const [name, words] = what(row);
    for (const { seq } of row.events) written.add(seq);
    return [
      `${star}#${row.events.map(({ seq }) => seq).join(',')}`,
      `@${milliseconds(event.atUs)}${later}`,
      left,
      row.arrow,
      right,
      name,
      words.join(' '),
    ];
  };
}

/** A message's words: its fields if reading them gives the same octets, else all of its octets. */
function messageWords(
  event: Message,
  naming: Naming,
): { readonly line: MessageLine; readonly words: readonly string[] } {
  const { message, octets, pco, party, peer } = event;
  const ends = event.direction === 'in' ? { sender: peer, receiver: party } : { sender: party, receiver: peer };
  const lineOf = (words: readonly string[]): MessageLine => {
    const said = fieldsOf(wordsOf(words.join(' '), mistaken), FLAGS, mistaken);
    return { ...ends, pco, name: message.name, ...said };
  };
  const exact = (words: readonly string[]): boolean => {
    try {
      return equal(buildMessage(lineOf(words), { names: naming.names, complain: mistaken }).octets, octets);
    } catch (error) {
      if (error instanceof UsageError) return false;
      throw error;
    }
  };
  switch (message.kind) {
    case 'push': {
      const words = [
        `to=${valueOf(message.to)}`,
        ...(message.from === SERVICE.addr ? [] : [`from=${valueOf(message.from)}`]),
        `octets=${naming.payload(octets)}`,
      ];
      return { line: lineOf(words), words };
    }
    case 'smpp': {
      const words = pduWords(message.pdu, ends, naming);
      const told = exact(words) ? words : rawPduWords(message.pdu, octets, naming);
      return { line: lineOf(told), words: told };
    }
    case 'pap': {
      const words = papWords(message.pap, ends, naming);
      const told = exact(words) ? words : rawPapWords(message.pap, octets, naming);
      return { line: lineOf(told), words: told };
    }
  }
}

function mistaken(what: string, remedy: string): never {
  throw new UsageError('ladder', what, remedy);
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
