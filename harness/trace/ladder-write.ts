import { UsageError } from '../core/usage-error.ts';
import { equal } from '../wire/octets.ts';
import { isMessage, type Message, type TraceEvent } from './event.ts';
import type { Naming } from './express.ts';
import { makeConnections, type Use } from './ladder-connections.ts';
import { milliseconds } from './ladder-directives.ts';
import { buildMessage, pcoBetween, useOf } from './ladder-message.ts';
import { FLAGS, SERVICE, type MessageLine } from './ladder-line.ts';
import { papWords, rawPapWords } from './ladder-pap-print.ts';
import type { Row } from './ladder-rows.ts';
import { rpWords } from './ladder-rp.ts';
import { pduWords, rawPduWords } from './ladder-smpp-print.ts';
import { fieldsOf, valueOf, wordsOf } from './ladder-words.ts';
import { endsOf } from './subscriber.ts';

/** A line's words by column. */
export type Line = readonly [
  margin: string,
  time: string,
  left: string,
  arrow: string,
  right: string,
  name: string,
  words: string,
];

/** Writes rows in order; remembers connections as the parser will. */
export function makeWriter(naming: Naming, marked: ReadonlySet<number>): (row: Row) => Line {
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
    const usualPco = pcoBetween(party, peer, isMessage(event) ? event.message.name : '') === pco ? [] : [`pco=${pco}`];
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
    const { sender, receiver } = isMessage(event) ? endsOf(event) : { sender: event.party, receiver: event.peer };
    const star = row.events.some(({ seq }) => marked.has(seq)) ? '*' : ' ';
    const later =
      arrival === undefined || arrival.atUs === event.atUs ? '' : `+${milliseconds(arrival.atUs - event.atUs)}`;
    const [name, words] = what(row);
    for (const { seq } of row.events) written.add(seq);
    return [
      `${star}#${row.events.map(({ seq }) => seq).join(',')}`,
      `@${milliseconds(event.atUs)}${later}`,
      sender,
      row.arrow,
      receiver,
      name,
      words.join(' '),
    ];
  };
}

/** A message's words: its fields if reading them gives the same octets, else all of its octets. */
export function messageWords(
  event: Message,
  naming: Naming,
): { readonly line: MessageLine; readonly words: readonly string[] } {
  const { message, octets, pco } = event;
  const ends = endsOf(event);
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
    case 'rp': {
      const words = rpWords(message.rp, naming);
      const told = exact(words) ? words : [`raw=${naming.raw(octets)}`];
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
