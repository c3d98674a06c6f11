import type { FieldValue } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';
import type { DeliverFields, Outcome, SmscPolicy } from './policy.ts';
import { TLV_VERSION, type Response, type Sessions } from './session.ts';

/** A submission that is owed a response. */
export type Origin = {
  readonly connection: string;
  readonly sequence: number;
  /** `submit_sm_resp` or `data_sm_resp`. */
  readonly response: string;
  readonly interfaceVersion: number;
  readonly messageId: string;
  /** Fields of a deliver_sm that follows the response; `null` = none. */
  readonly receipt: DeliverFields | null;
};

type Due = { readonly origin: Origin; readonly outcome: Outcome };

export type AnswerOptions = {
  readonly policy: Pick<
    SmscPolicy,
    'responses' | 'failureStatus' | 'failureForm' | 'successForm' | 'afterLoss' | 'congestionOf'
  >;
  /** How much of the SMSC's room is taken, 0 to 1. */
  readonly taken: () => number;
  readonly reactor: Pick<Reactor, 'after'>;
  readonly sessions: Pick<Sessions, 'respond' | 'request' | 'submitters'>;
};

/** Responses to submissions: whom they are owed, in which form, and when (smpp.md 8). */
export type Answers = {
  readonly owe: (id: number, origin: Origin) => void;
  /** How many submissions of a session are unanswered. */
  readonly unanswered: (connection: string) => number;
  /** A transaction ended, or was accepted in a mode that is answered then; owed nothing, it stays silent. */
  readonly settle: (id: number, outcome: Outcome) => void;
  /** The session is gone: nothing is owed there, its transactions end silently. */
  readonly lost: (connection: string) => void;
  /** Withholds responses until `release`. */
  readonly hold: () => void;
  readonly release: (order: 'as-settled' | 'reverse') => void;
  /** congestion_state in the next responses; `null` = what is true (SMPP 5.0, 4.8.4.18). */
  readonly congestion: (state: number | null) => void;
  /** TLVs that the next responses have besides, by a name of `DECORATIONS`. */
  readonly decorate: (name: string) => void;
};

type Tlvs = readonly (readonly [name: string | number, value: FieldValue])[];

/** TLVs beside those that a response needs: of a tag that nobody has, and known ones not in the order of their tags. */
export const DECORATIONS: Readonly<Record<string, Tlvs>> = {
  nothing: [],
  'reserved TLV': [[0x0100, Uint8Array.of(1, 2)]],
  'TLVs out of order': [
    ['network_error_code', new Uint8Array(3)],
    ['dpf_result', 0],
    ['additional_status_info_text', 'done'],
  ],
};

/** congestion_state is of this version (SMPP 5.0, 4.8.4.18). */
const V50 = 0x50;

/** network_error_code, type GSM (SMPP 3.4, 5.3.2.31). */
const GSM = 3;

/** Sends exactly the responses that the policy makes of an outcome. */
export function makeAnswers({ policy, reactor, sessions, taken }: AnswerOptions): Answers {
  const origins = new Map<number, Origin>();
  const open = new Map<string, Set<number>>();
  let held: Due[] = [];
  let isHolding = false;
  let congestionState: number | null = null;
  let decoration: Tlvs = [];
  let later = 0;

  const deliver = ({ origin, outcome }: Due): void => {
    const { connection, response, sequence } = origin;
    const status = outcome.kind === 'delivered' ? 0 : policy.failureStatus;
    const state = congestionState ?? (origin.interfaceVersion < V50 ? null : policy.congestionOf(taken()));
    const congestion: Tlvs = state === null ? decoration : [...decoration, ['congestion_state', state]];
    const body = bodyOf(origin, outcome, policy, congestion);
    const there = sessions.submitters();
    const to = policy.afterLoss === 'dropped' || there.includes(connection) ? connection : (there[0] ?? connection);
    sessions.respond(to, { command: response, status, sequence, body });
    if (origin.receipt !== null) sessions.request(connection, 'deliver_sm', origin.receipt, null);
  };
  const now = (due: Due): void => {
    if (isHolding) held.push(due);
    else deliver(due);
  };
  const close = (id: number, connection: string): void => {
    origins.delete(id);
    const ids = open.get(connection);
    ids?.delete(id);
    if (ids?.size === 0) open.delete(connection);
  };

  return {
    owe: (id, origin) => {
      origins.set(id, origin);
      const ids = open.get(origin.connection) ?? new Set();
      open.set(origin.connection, ids.add(id));
    },
    unanswered: (connection) => {
      const withheld = held.filter(({ origin }) => origin.connection === connection).length;
      return (open.get(connection)?.size ?? 0) + withheld;
    },
    settle: (id, outcome) => {
      const origin = origins.get(id);
      if (origin === undefined) return;
      close(id, origin.connection);
      for (const { outcome: said, afterMs } of policy.responses(outcome)) {
        const due = { origin, outcome: said };
        if (afterMs === 0) now(due);
        else {
          later += 1;
          reactor.after(`answer:${later}`, afterMs * 1000, () => now(due));
        }
      }
    },
    lost: (connection) => {
      if (policy.afterLoss === 'dropped') for (const id of open.get(connection) ?? []) origins.delete(id);
      open.delete(connection);
      held = held.filter(({ origin }) => origin.connection !== connection);
    },
    hold: () => {
      isHolding = true;
    },
    release: (order) => {
      const due = order === 'reverse' ? held.reverse() : held;
      held = [];
      isHolding = false;
      for (const one of due) deliver(one);
    },
    decorate: (name) => {
      decoration = DECORATIONS[name] ?? [];
    },
    congestion: (state) => {
      congestionState = state;
    },
  };
}

function bodyOf(
  { messageId, interfaceVersion }: Origin,
  outcome: Outcome,
  { failureForm, successForm }: Pick<SmscPolicy, 'failureForm' | 'successForm'>,
  congestion: Tlvs,
): Response['body'] {
  const fields = { message_id: messageId };
  const takesTlvs = interfaceVersion >= TLV_VERSION;
  if (outcome.kind === 'delivered' && successForm === 'header-only') return null;
  if (outcome.kind === 'delivered') return { fields, tlvs: takesTlvs ? congestion : [] };
  if (failureForm === 'header-only' || !takesTlvs) return null;
  if (failureForm === 'message-id') return { fields, tlvs: congestion };
  const { reason, cause } = outcome;
  const tlvs: Tlvs = [
    ['delivery_failure_reason', reason],
    ['network_error_code', Uint8Array.of(GSM, cause >> 8, cause)],
    ...congestion,
  ];
  return { fields, tlvs };
}
