import { fromHex, toHex } from '../wire/octets.ts';
import { UsageError } from '../core/usage-error.ts';
import { messageEvent } from './decode.ts';
import { isMessage, type EventPlace, type Header, type Message, type Trace, type TraceEvent } from './event.ts';
import { isRecord, problemOfEvent, problemOfHeader, type WrittenEvent } from './jsonl-schema.ts';
import { upgrade } from './jsonl-upgrades.ts';
import { distinguishing, publishable, type Mask } from './mask.ts';
import { MAX_EVENTS } from './recorder.ts';

/** Longest line: a message of 1 MiB in hex, and its place. */
export const MAX_LINE_CHARACTERS = 4_194_304;

/**
 * A trace as JSON lines: the header, then one event a line, octets in hex. Decoded messages are not written: reading
 * decodes again. Passwords are always starred, numbers where there is a mask, both without moving any octet.
 */
export function traceToJsonl(trace: Trace, mask?: Mask): string {
  return [...jsonlLines(trace, mask)].join('');
}

/** The same line by line, for traces that are longer than a string may be. */
export function* jsonlLines(trace: Trace, mask?: Mask): Generator<string> {
  const apart = mask === undefined ? undefined : distinguishing(mask);
  yield `${JSON.stringify(trace.header)}\n`;
  for (const event of trace.events) yield `${JSON.stringify(writtenEvent(event, apart))}\n`;
}

function writtenEvent(event: TraceEvent, mask: Mask | undefined): WrittenEvent {
  const place = placeOf(event);
  if (event.kind === 'fault') return { ...place, kind: 'fault', fault: event.fault, affects: event.affects };
  if (!isMessage(event)) return { ...place, kind: event.kind };
  const published = publishable(event, mask);
  return {
    ...place,
    kind: 'message',
    direction: event.direction,
    ...shownBy(published),
    octets: toHex(published.octets),
  };
}

/** What only the handset knew; the other interfaces say it in their octets, and need not be decoded here. */
function shownBy(event: Message): { readonly to?: string; readonly from?: string } {
  if (event.pco !== 'push' || event.message.kind !== 'push') return {};
  return { to: event.message.to, from: event.message.from };
}

function placeOf({ seq, atUs, party, peer, pco, connection }: EventPlace): EventPlace {
  return { seq, atUs, party, peer, pco, connection };
}

/** The trace that JSON lines hold. A line that does not hold what it should throws a `UsageError` with its number. */
export function traceFromJsonl(text: string, file = 'trace.jsonl'): Trace {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  const refuse = (line: number, what: string): never => {
    throw new UsageError(`${file}:${line}`, what, 'a trace is read as pushproof wrote it: record or export it again');
  };
  if (lines.length - 1 > MAX_EVENTS) refuse(MAX_EVENTS + 2, `more than ${MAX_EVENTS} events`);
  const [header, ...events] = upgrade(
    lines.map((line, at) => parsed(line, (what) => refuse(at + 1, what))),
    (what) => refuse(1, what),
  );
  const problem = problemOfHeader(header);
  if (problem !== null) refuse(1, problem);
  let seq = 0;
  const read = events.map((event, at) => {
    const wrong = problemOfEvent(event, seq);
    if (wrong !== null) refuse(at + 2, wrong);
    const written = event as WrittenEvent;
    seq = written.seq;
    return readEvent(written);
  });
  return { header: header as Header, events: read };
}

function parsed(line: string, refuse: (what: string) => never): unknown {
  if (line.length > MAX_LINE_CHARACTERS) refuse(`longer than ${MAX_LINE_CHARACTERS} characters`);
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : refuse('not a JSON object');
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`not JSON: ${error.message}`);
    throw error;
  }
}

function readEvent(written: WrittenEvent): TraceEvent {
  const place = placeOf(written);
  switch (written.kind) {
    case 'opened':
    case 'closed':
      return { ...place, kind: written.kind };
    case 'fault':
      return { ...place, kind: 'fault', fault: written.fault, affects: written.affects };
    case 'message':
      return messageEvent(place, written.direction, fromHex(written.octets), {
        to: written.to ?? '',
        from: written.from ?? '',
      });
  }
}
