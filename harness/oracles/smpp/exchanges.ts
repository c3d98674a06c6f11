import type { Pco } from '../../core/party.ts';
import type { Profile } from '../../core/profile.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';
import { isResponse, uint } from '../../wire/smpp/pdu.ts';
import { nextState, type SessionState } from '../../wire/smpp/states.table.ts';
import { latestUs } from '../deadlines.ts';
import { asksForTransaction, pdusOf, type PduMessage } from '../submissions.ts';
import { beyondDoubtUs } from '../timing-kinds.ts';

/** A request that came to a party, and what the party said with its sequence_number on its session. */
export type Asked = {
  readonly request: PduMessage;
  readonly answers: readonly PduMessage[];
  /** Of the session, before the request. */
  readonly state: SessionState;
  /** interface_version of the session's bind; `null` before it. */
  readonly version: number | null;
  /** Whether the session was seen from its opening. */
  readonly isWhole: boolean;
};

/** A PDU that the party sent with bit 31 set, and the request of its sequence_number that had come before. */
export type Said = { readonly response: PduMessage; readonly request: PduMessage | null };

type Sessions = { readonly asked: readonly Asked[]; readonly said: readonly Said[] };

const UNBOUND: readonly SessionState[] = ['OPEN', 'OUTBOUND', 'UNBOUND', 'CLOSED'];

/** Whether a session is bound in this state. */
export function isBound(state: SessionState): boolean {
  return !UNBOUND.includes(state);
}

/** The requests that came to a view's party on SMPP sessions, in order, malformed ones included. */
export function asked(view: View): readonly Asked[] {
  return sessionsOf(view).asked;
}

/** The responses that a view's party sent. */
export function said(view: View): readonly Said[] {
  return sessionsOf(view).said;
}

/** The sessions of a view's party that were bound, with the state that the bind led to. */
export function sessionStates(
  view: View,
  pcos: readonly Pco[],
): readonly {
  readonly connection: string;
  readonly bind: PduMessage;
  readonly state: SessionState;
  readonly version: number;
}[] {
  return pdusOf(view).flatMap((response) => {
    const { pdu } = response.message;
    const isAccepted = /^bind_.*_resp$/.test(pdu.command) && pdu.command_status === 0;
    if (!isAccepted || !pcos.includes(response.pco)) return [];
    const bind = pdusOf(view).find(
      (one) =>
        one.connection === response.connection &&
        one.seq < response.seq &&
        one.direction !== response.direction &&
        one.message.pdu.sequence_number === pdu.sequence_number &&
        one.message.name.startsWith('bind_'),
    );
    if (bind === undefined) return [];
    const state = nextState('OPEN', bind.message.pdu.command);
    return [{ connection: bind.connection, bind, state, version: uint(bind.message.pdu, 'interface_version') }];
  });
}

const known = new WeakMap<View, Sessions>();

function sessionsOf(view: View): Sessions {
  const before = known.get(view);
  if (before !== undefined) return before;
  const read = readSessions(view);
  known.set(view, read);
  return read;
}

function readSessions(view: View): Sessions {
  const all: (Omit<Asked, 'answers'> & { answers: PduMessage[] })[] = [];
  const responses: Said[] = [];
  const open = new Map<string, (typeof all)[number]>();
  const states = new Map<string, { state: SessionState; version: number | null }>();
  /** Requests that change the state once they are answered, whoever made them. */
  const changing = new Map<string, PduMessage>();
  const opened = new Set(view.events.flatMap(({ kind, connection }) => (kind === 'opened' ? [connection] : [])));
  for (const message of pdusOf(view)) {
    if (message.pco !== 'smpp') continue;
    const { pdu } = message.message;
    const { connection, direction } = message;
    const session = states.get(connection) ?? { state: 'OPEN', version: null };
    states.set(connection, session);
    const key = `${connection} ${pdu.sequence_number}`;
    if (!isResponse(pdu)) {
      if (/^bind_|^unbind$/.test(pdu.command)) changing.set(`${key} ${direction}`, message);
      if (pdu.command === 'outbind') session.state = nextState(session.state, 'outbind');
      if (direction === 'out') continue;
      const one = {
        request: message,
        answers: [],
        state: session.state,
        version: session.version,
        isWhole: opened.has(connection),
      };
      all.push(one);
      open.set(key, one);
      continue;
    }
    const cause = changing.get(`${key} ${direction === 'in' ? 'out' : 'in'}`);
    if (cause !== undefined && pdu.command_status === 0 && pdu.command !== 'generic_nack') {
      session.state = nextState(session.state, cause.message.pdu.command);
      if (cause.message.pdu.command !== 'unbind') session.version = uint(cause.message.pdu, 'interface_version');
    }
    if (direction === 'in') continue;
    const one = open.get(key);
    one?.answers.push(message);
    responses.push({ response: message, request: one?.request ?? null });
  }
  return { asked: all, said: responses };
}

/** How long, in µs, an answer to this request is waited for before it counts as never. */
export function patienceUs({ message: { pdu } }: PduMessage, { timers }: Profile, view: View): number {
  const ofLink = beyondDoubtUs(timers.linkMs, view.header);
  const isTransaction = /^(submit_sm|data_sm)$/.test(pdu.command) && asksForTransaction(pdu);
  return isTransaction ? Math.max(ofLink, latestUs(timers.transactionMs, view.header)) : ofLink;
}

/** The end of a connection in a view, after an event; undefined while it is open. */
export function closing(view: View, { connection, seq }: TraceEvent): TraceEvent | undefined {
  return view.events.find((event) => event.kind === 'closed' && event.connection === connection && event.seq > seq);
}

/** What became of a request that was owed an answer of some kind. */
export type Fate =
  | { readonly kind: 'answered'; readonly by: readonly [PduMessage, ...PduMessage[]] }
  /** The judged party ended the connection; `alive`: whether it was seen to serve a later one. */
  | { readonly kind: 'closed'; readonly end: TraceEvent; readonly alive: 'yes' | 'no' | 'not seen' }
  /** Nothing came, for long enough. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'undecided'; readonly why: string };

export type Sides = { readonly view: View; readonly peer: View; readonly profile: Profile };

/** What became of a request: `answers` are those that count, its own and any generic_nack of its session. */
export function fateOf(request: PduMessage, answers: readonly PduMessage[], sides: Sides): Fate {
  const { view, peer, profile } = sides;
  const [first, ...others] = answers;
  if (first !== undefined) return { kind: 'answered', by: [first, ...others] };
  const end = closing(view, request);
  const limitUs = patienceUs(request, profile, view);
  if (end !== undefined && end.atUs - request.atUs < limitUs) {
    if (!closedByParty(end, peer)) return { kind: 'undecided', why: 'its peer closed the connection before' };
    return { kind: 'closed', end, alive: lifeAfter(end, view, peer) };
  }
  const { complete, endUs } = view.header;
  if (complete.end && endUs - request.atUs >= limitUs) return { kind: 'silence' };
  return { kind: 'undecided', why: 'the observation ended before an answer was due' };
}

/** Whoever closes is recorded first. */
function closedByParty(end: TraceEvent, peer: View): boolean {
  const theirs = peer.events.find((event) => event.kind === 'closed' && event.connection === end.connection);
  return theirs === undefined || theirs.seq > end.seq;
}

/** Whether the party speaks on a connection that was opened after this one ended: a close is an answer, a crash is none. */
function lifeAfter(end: TraceEvent, view: View, peer: View): 'yes' | 'no' | 'not seen' {
  const isLater = (event: TraceEvent): boolean => event.seq > end.seq && event.pco === 'smpp';
  const opened = new Set(
    view.events.filter((event) => isLater(event) && event.kind === 'opened').map(({ connection }) => connection),
  );
  const speaks = pdusOf(view).some(({ direction, connection }) => direction === 'out' && opened.has(connection));
  if (speaks) return 'yes';
  // A connection that could not be opened is seen by who tried only.
  const everOpened = new Set(peer.events.filter(({ kind }) => kind === 'opened').map(({ connection }) => connection));
  const inVain = peer.events.some(
    (event) =>
      isLater(event) && event.kind === 'closed' && (opened.has(event.connection) || !everOpened.has(event.connection)),
  );
  return inVain ? 'no' : 'not seen';
}
