import type { Party, Pco } from '../core/party.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Header, Trace } from './event.ts';
import { makeConnections } from './ladder-connections.ts';
import { headerOf, NO_DIRECTIVES, readDirective } from './ladder-directives.ts';
import { BEFORE_FIRST_US, readEvent, type State } from './ladder-event.ts';
import { MAX_LINE_CHARACTERS, wordsOf, type Complain } from './ladder-words.ts';
import { evaluate, isName } from './octets-expression.ts';
import { PCOS } from './places.ts';

/** Longest ladder, in lines. */
const MAX_LINES = 200_000;
/** A trace from its ladder. Throws a `UsageError` naming the line and the remedy. */
export function parseLadder(text: string): Trace {
  const lines = text.split('\n');
  const state: State = {
    names: new Map(),
    connections: makeConnections(),
    items: [],
    labels: new Map(),
    directives: NO_DIRECTIVES,
    nowUs: BEFORE_FIRST_US,
  };
  if (lines.length > MAX_LINES) complaining(MAX_LINES)(`more than ${MAX_LINES} lines`, 'cut it to what matters');
  for (const { line, text: statement } of statementsOf(lines)) read(statement, state, complaining(line));
  return traceOf(state);
}

function complaining(line: number): Complain {
  return (what, remedy) => {
    throw new UsageError(`ladder:${line}`, what, remedy);
  };
}

/** Lines without indentation; one that begins with `+` goes on with the one before. */
function statementsOf(lines: readonly string[]): readonly { readonly line: number; readonly text: string }[] {
  const statements: { line: number; text: string }[] = [];
  for (const [at, whole] of lines.entries()) {
    const text = whole.trim();
    const last = statements.at(-1);
    if (/^\+\s/.test(text) && last?.text.startsWith('let ') === true) last.text += ` ${text}`;
    else if (text !== '' && !/^(#(\D|$)|…|\.\.\.)/.test(text)) statements.push({ line: at + 1, text });
  }
  return statements;
}

function read(statement: string, state: State, complain: Complain): void {
  if (statement.length > MAX_LINE_CHARACTERS)
    complain('the line is too long', `${MAX_LINE_CHARACTERS} characters at most`);
  if (statement.startsWith('--')) {
    const [, text] = /^--\s+(.*?)\s+--\s*(?:#.*)?$/.exec(statement) ?? [];
    if (text === undefined) return complain(`'${statement}' does not end in --`, 'write -- ends at @5000ms --');
    state.directives = readDirective(text, state.directives, complain);
  } else if (/^let\s/.test(statement)) readLet(statement, state, complain);
  else readEvent(statement, state, complain);
}

function readLet(statement: string, { names }: State, complain: Complain): void {
  const [, name, equals, ...rest] = wordsOf(statement, complain);
  if (name === undefined || equals !== '=')
    return complain(`'${statement}'`, 'write let P = pattern(134), with blanks around =');
  if (!isName(name))
    complain(`'${name}' is no name for octets`, 'a letter first, and nothing that could be read as hex: P, P1, body');
  if (names.has(name)) complain(`${name} is named twice`, 'take another name');
  names.set(name, evaluate(rest.join(' '), names, complain));
}

/** Orders by time, lines at one time as written; leaves out what nobody observed; numbers from 1. */
function traceOf({ items, directives }: State): Trace {
  const occurred = PCOS.map((pco) => ({
    pco,
    parties: [...new Set(items.flatMap(({ place }) => (place.pco === pco ? [place.party] : [])))].filter(
      (party) => party !== 'user',
    ),
  })).filter(({ parties }) => parties.length > 0);
  const lastUs = items.reduce((last, { atUs }) => Math.max(last, atUs), 0);
  const header = headerOf(directives, lastUs, occurred);
  const seen = items.filter(({ place, affected }) => affected !== undefined || isObserved(header.observed, place));
  const ordered = [...seen].sort((a, b) => a.atUs - b.atUs);
  const numbers = new Map(ordered.map((item, at) => [item, at + 1]));
  const events = ordered.map((item, at) => {
    const affected = item.affected?.();
    return item.numbered(at + 1, affected === undefined ? 0 : (numbers.get(affected) ?? 0));
  });
  return { header, events };
}

function isObserved(
  observed: Header['observed'],
  { pco, party }: { readonly pco: Pco; readonly party: Party },
): boolean {
  return observed.some((one) => one.pco === pco && one.parties.includes(party));
}
