import type { Party, Pco } from '../core/party.ts';
import { messageEvent } from './decode.ts';
import type { EventPlace, TraceEvent } from './event.ts';
import type { Connections } from './ladder-connections.ts';
import { microseconds, type Directives } from './ladder-directives.ts';
import { buildMessage, pcoBetween, useOf } from './ladder-message.ts';
import { FLAGS, type Built, type MessageLine } from './ladder-line.ts';
import { fieldsOf, wordsOf, type Complain, type Field } from './ladder-words.ts';
import { nearest } from './nearest.ts';
import { PARTIES, PCOS } from './places.ts';

/** A line without a time comes this long after the one before. */
const STEP_US = 1_000;
/** So that the first line is at 0. */
export const BEFORE_FIRST_US = -STEP_US;

const ARROWS = ['>', '>x', 'x>', '>.', '.>', '!', '~'] as const;
type Arrow = (typeof ARROWS)[number];
const SENDS: ReadonlySet<Arrow> = new Set(['>', '>x', '>.']);
const ARRIVES: ReadonlySet<Arrow> = new Set(['>', 'x>', '.>']);

/** An event that has no number yet; `affected` is what a fault did something to. */
export type Item = {
  readonly atUs: number;
  readonly numbered: (seq: number, affects: number) => TraceEvent;
  readonly place: Omit<EventPlace, 'seq'>;
  readonly isOut: boolean;
  /** What was sent, or arrived. */
  readonly message: Built | null;
  readonly affected?: () => Item | undefined;
};

/** All that lines before have said. */
export type State = {
  readonly names: Map<string, Uint8Array>;
  readonly connections: Connections;
  readonly items: Item[];
  /** The `#12` at the margin of a printed ladder → the first event of that line. */
  readonly labels: Map<number, Item>;
  directives: Directives;
  nowUs: number;
};

/** Adds the events of one line. */
export function readEvent(statement: string, state: State, complain: Complain): void {
  const [margin = '', labels] = /^\*?\s*(?:#(\d+(?:,\d+)*)\s+)?/.exec(statement) ?? [];
  const words = [...wordsOf(statement.slice(margin.length), complain)];
  const { atUs, arrivesUs } = takeTime(words, state, complain);
  const [left, sign, right, name, ...rest] = words;
  const party = partyOf(left, complain);
  const arrow = ARROWS.find((known) => known === sign);
  if (arrow === undefined) {
    return complain(
      `'${sign ?? ''}' is no arrow`,
      'write ppg > smsc (>x lost, x> out of nowhere, >. on its way, .> arrives, ! connection, ~ fault)',
    );
  }
  const peer = partyOf(right, complain);
  if (name === undefined)
    return complain('nothing happens in this line', 'say what: ppg > smsc submit_sm sequence_number=7');
  const said = fieldsOf(rest, FLAGS, complain);
  const pco = takePco(name, said.fields, { party, peer }, complain);
  const fields = said.fields.filter(({ key }) => key !== 'pco' && key !== 'connection');
  const connection = said.fields.find(({ key }) => key === 'connection')?.value;
  const line = { sender: party, receiver: peer, pco, name, fields, flags: said.flags };
  const spot = { atUs, arrivesUs, arrow, connection };
  const before = state.items.length;
  if (arrow === '!') readConnection(line, spot, state, complain);
  else if (arrow === '~') readFault(line, spot, state, complain);
  else readMessage(line, spot, state, complain);
  const first = state.items[before];
  if (first !== undefined) for (const label of labels?.split(',') ?? []) state.labels.set(Number(label), first);
}

type Spot = {
  readonly atUs: number;
  readonly arrivesUs: number;
  readonly arrow: Arrow;
  readonly connection: string | undefined;
};

function readMessage(line: MessageLine, spot: Spot, state: State, complain: Complain): void {
  const { atUs, arrivesUs, arrow } = spot;
  const { message, connection } = sentBefore(line, state, complain) ?? sentNow(line, spot, state, complain);
  const { sender, receiver, pco } = line;
  const end = (direction: 'out' | 'in'): Item => {
    const [party, peer] = direction === 'out' ? [sender, receiver] : [receiver, sender];
    const place = { atUs: direction === 'out' ? atUs : arrivesUs, party, peer, pco, connection };
    return {
      atUs: place.atUs,
      place,
      isOut: direction === 'out',
      message,
      numbered: (seq) => messageEvent({ seq, ...place }, direction, message.octets, message.shown),
    };
  };
  if (SENDS.has(arrow)) state.items.push(end('out'));
  if (ARRIVES.has(arrow)) state.items.push(end('in'));
}

type Sent = { readonly message: Built; readonly connection: string };

function sentNow(
  line: MessageLine,
  { connection: said }: Spot,
  { names, connections }: State,
  complain: Complain,
): Sent {
  const message = buildMessage(line, { names, complain });
  const use = useOf(line);
  const connection = said ?? connections.usual(use);
  connections.note(use, connection);
  return { message, connection };
}

/** `sent=12`: what left in the line with #12 at its margin. */
function sentBefore({ fields }: MessageLine, { labels }: State, complain: Complain): Sent | null {
  const said = fields.find(({ key }) => key === 'sent')?.value;
  if (said === undefined) return null;
  const item = labels.get(Number(said));
  if (item?.message == null)
    return complain(`no message above is numbered #${said}`, 'begin its line with that number: #12 ppg >. smsc …');
  return { message: item.message, connection: item.place.connection };
}

function readConnection(line: MessageLine, { atUs, connection: said }: Spot, state: State, complain: Complain): void {
  const { sender: party, receiver: peer, pco, name } = line;
  if (name !== 'opened' && name !== 'closed') return complain(`'${name}' after !`, 'a connection is opened or closed');
  if (line.fields[0] !== undefined)
    complain(`${name} has no ${line.fields[0].key}`, 'only pco= and connection= may follow');
  const use = { party, peer, pco, does: name, about: '' } as const;
  const connection = said ?? state.connections.usual(use);
  state.connections.note(use, connection);
  const place = { atUs, party, peer, pco, connection };
  state.items.push({ atUs, place, isOut: false, message: null, numbered: (seq) => ({ seq, ...place, kind: name }) });
}

function readFault(line: MessageLine, { atUs, connection: said }: Spot, state: State, complain: Complain): void {
  const { sender: party, receiver: peer, pco, name: fault } = line;
  const affects = line.fields.find(({ key }) => key === 'affects')?.value;
  const label =
    affects === undefined
      ? undefined
      : Number(
          /^#?(\d+)$/.exec(affects)?.[1] ??
            complain(`affects=${affects}`, 'write affects=12, the number at that line’s margin'),
        );
  const latest = state.items.findLast(({ isOut, place }) => isOut && place.party === party && place.peer === peer);
  if (label === undefined && latest === undefined)
    complain('the fault affects nothing', `say what before: ${party} > ${peer} …`);
  const place = { atUs, party, peer, pco, connection: said ?? latest?.place.connection ?? `${pco}-1` };
  state.items.push({
    atUs,
    place,
    isOut: false,
    message: null,
    numbered: (seq, number) => ({ seq, ...place, kind: 'fault', fault, affects: number }),
    affected: () => (label === undefined ? latest : state.labels.get(label)),
  });
}

/** `@12.5ms`, `@12.5ms+0.4ms` (arrives later) or `+0.4ms`, if the first word is one. */
function takeTime(
  words: string[],
  state: State,
  complain: Complain,
): { readonly atUs: number; readonly arrivesUs: number } {
  const [, at, later] = /^(?:@([\d.]+m?s))?(?:\+([\d.]+m?s))?$/.exec(words[0] ?? '') ?? [];
  if (at !== undefined || later !== undefined) words.shift();
  else if (/^[@+]/.test(words[0] ?? ''))
    complain(`'${words[0] ?? ''}' is no time`, 'write @12.5ms, or @12.5ms+0.4ms where it arrives later');
  const atUs = at === undefined ? state.nowUs + STEP_US : microseconds(at, complain);
  if (atUs < state.nowUs) complain(`@${at ?? ''} lies before the line above`, 'put the lines in order of time');
  state.nowUs = atUs;
  return { atUs, arrivesUs: atUs + (later === undefined ? 0 : microseconds(later, complain)) };
}

function partyOf(word: string | undefined, complain: Complain): Party {
  const party = PARTIES.find((known) => known === word);
  if (party !== undefined) return party;
  const near = nearest(word ?? '', PARTIES);
  return complain(
    word === undefined ? 'a party is missing' : `'${word}' is no party`,
    near === null ? `a line is let …, -- … --, # … or an event of ${PARTIES.join(', ')}` : `did you mean ${near}?`,
  );
}

function takePco(
  name: string,
  fields: readonly Field[],
  ends: { readonly party: Party; readonly peer: Party },
  complain: Complain,
): Pco {
  const said = fields.find(({ key }) => key === 'pco')?.value;
  if (said !== undefined)
    return PCOS.find((pco) => pco === said) ?? complain(`pco=${said}`, `there are ${PCOS.join(', ')}`);
  return (
    pcoBetween(ends.party, ends.peer, name) ??
    complain(`${ends.party} and ${ends.peer} share no interface`, 'say which: pco=smpp')
  );
}
