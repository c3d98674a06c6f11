import type { Endpoint } from '../../core/actor.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import type { Framer } from '../../wire/framing.ts';
import { decodePdu, encodePdu, isResponse, uint, type Pdu, type PduInput } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';
import type { Odd } from './odd-pdus.ts';

/** What state a session is to be in when something odd is said on it. */
export type OddState = 'bound' | 'receiver' | 'open' | 'refused';

/** One thing to be said on a session in a state. */
export type OddOrder = {
  readonly state: OddState;
  /** What it is an example of. */
  readonly kind: string;
  readonly say: (next: () => number) => Odd;
};

export type OddSessionOptions = {
  readonly reactor: Reactor;
  readonly to: Endpoint;
  readonly maxPduOctets: number;
  readonly linkMs: number;
  readonly backoffMs: number;
  readonly transactionMs: number;
  /** The bind that leads to a state, if its answer is 0 or, for `refused`, is not. */
  readonly bindFor: (state: Exclude<OddState, 'open'>) => Omit<PduInput, 'sequence_number'>;
};

export type OddSession = {
  readonly order: (order: OddOrder) => void;
  /** Gives up the connection on which nothing is read, if there is one, and goes on with what else is to be said. */
  readonly hangUp: () => void;
};

/** Share of linkMs without an answer after which a sign of life is asked for: an answer that comes is heard before a close. */
const QUIET = 0.2;
/** A session that gives no sign of life is given up three linkMs and so much later, when a row of kind U has no doubt any more. */
const DEAF_MS = 1_500;
/** Kind U of section 12: an answer to a submission may come so much later than the predetermined time. */
const LATEST = 1.2;
/** Sessions in a row that do not come up: the peer is gone. */
const MAX_VAIN = 3;
/** Orders that can wait. */
const MAX_ORDERS = 1_000;
/** So many odd things that a peer does not answer, though it answers the sign of life after them, show how it takes such things. */
const IGNORED = 2;
/** So many times a session that has gone deaf is waited for beyond doubt; for as long as an answer may take after that. */
const DEAF_BEYOND_DOUBT = 3;
const FIRST_SEQUENCE = 1;
const ROK = 0x00;

/**
 * An ESME's session beside its others, on which orders are carried out one after another: it is brought into the state, says the odd
 * thing, listens, asks for a sign of life, and comes again after a close. When nothing is left it shows that a plain session is
 * served, and unbinds.
 */
export function makeOddSession(options: OddSessionOptions): OddSession {
  const { reactor, linkMs, transactionMs } = options;
  const silenceMs = 3 * linkMs + DEAF_MS;
  const transactionSilenceMs = LATEST * transactionMs + DEAF_MS;
  const orders: OddOrder[] = [];
  let connection: string | null = null;
  let connections = 0;
  let framer: Framer = smppFramer(options.maxPduOctets);
  let state: OddState | 'none' = 'none';
  let phase: 'idle' | 'binding' | 'saying' | 'asking' | 'waiting' | 'leaving' = 'idle';
  let sequence = FIRST_SEQUENCE;
  let vain = 0;
  let ignored = 0;
  let deaf = 0;
  let kind = '';
  /** sequence_numbers that await an answer; `life` is that of the sign of life. */
  let awaited: Set<number> = new Set();
  let life = 0;
  /** Whether nothing more can be said on this connection. */
  let isSpoilt = false;
  let isDeafNow = false;
  /** All of this connection that are not answered yet, and until when, in µs, each may be. */
  const outstanding = new Map<number, number>();

  const next = (): number => {
    sequence += 1;
    return sequence;
  };
  const write = (octets: Uint8Array): void => {
    if (connection !== null) reactor.send(connection, octets);
  };
  const request = (pdu: Omit<PduInput, 'sequence_number'>): number => {
    const sequence_number = next();
    write(encodePdu({ ...pdu, sequence_number }));
    return sequence_number;
  };
  const afterMs = (ms: number, then: () => void): void => reactor.after('odd', ms * 1_000, then);

  const proceed = (): void => {
    reactor.cancel('odd');
    const [order] = orders;
    const isOverHere = isSpoilt || (order?.state ?? 'bound') !== state;
    if (isOverHere && connection !== null && outstanding.size > 0 && phase !== 'waiting') {
      waitForTheRest();
      return;
    }
    if (isSpoilt) hangUp();
    if (order === undefined) {
      // The last word is a plain one, on a session that serves.
      if (state !== 'bound') bringInto('bound');
      else if (outstanding.size > 0 && phase !== 'waiting') waitForTheRest();
      else leave();
      return;
    }
    if (state === order.state) say(order);
    else bringInto(order.state);
  };
  const bringInto = (wanted: OddState): void => {
    hangUp();
    if (vain >= MAX_VAIN) {
      orders.length = 0;
      phase = 'idle';
      return;
    }
    phase = 'binding';
    connections += 1;
    const mine = `odd ${connections}`;
    connection = mine;
    framer = smppFramer(options.maxPduOctets);
    vain += 1;
    reactor.connect(mine, options.to, 'smpp', {
      opened: () => {
        if (wanted === 'open') reached('open');
        else {
          life = request(options.bindFor(wanted));
          afterMs(silenceMs, () => failed(wanted));
        }
      },
      octets: (octets) => read(octets, wanted),
      closed: () => {
        connection = null;
        state = 'none';
        if (phase === 'binding' && wanted === 'refused') dropOrdersFor(wanted);
        if (phase === 'leaving') ended();
        else afterMs(options.backoffMs, proceed);
      },
    });
  };
  const hangUp = (): void => {
    if (connection !== null) reactor.close(connection);
    connection = null;
    state = 'none';
    outstanding.clear();
    isSpoilt = false;
    isDeafNow = false;
  };
  const reached = (now: OddState): void => {
    vain = 0;
    state = now;
    proceed();
  };
  /** The state cannot be had: what was to be said in it stays unsaid. */
  const failed = (wanted: OddState): void => {
    dropOrdersFor(wanted);
    if (orders.length > 0) proceed();
    else {
      hangUp();
      phase = 'idle';
    }
  };
  const dropOrdersFor = (wanted: OddState): void => {
    keep((order) => order.state !== wanted);
  };
  const keep = (isKept: (order: OddOrder) => boolean): void => {
    orders.splice(0, orders.length, ...orders.filter(isKept));
  };

  const say = (order: OddOrder): void => {
    orders.shift();
    kind = order.kind;
    phase = 'saying';
    const { writes, expects, paceMs, isDeaf, thenSilentMs, thenLeave } = order.say(next);
    if (isDeaf === true && connection !== null) reactor.stopReading(connection);
    isSpoilt = thenLeave === true;
    isDeafNow = isDeaf === true;
    awaited = new Set(expects);
    const limitMs = writes.some(asksForTransaction) ? Math.max(silenceMs, transactionSilenceMs) : silenceMs;
    for (const one of expects) outstanding.set(one, reactor.nowUs() + 1_000 * limitMs);
    writePaced(writes, paceMs ?? 0, () => {
      if (thenSilentMs !== undefined) afterMs(thenSilentMs, goOnElsewhere);
      // Outside of a bind a sign of life is no plain exchange.
      else if (order.state === 'open' || order.state === 'refused') afterMs(silenceMs, goOnElsewhere);
      else afterMs(QUIET * linkMs, askForLife);
    });
  };
  /** One after the other; `then` only when all is written, so that nothing gets between. */
  const writePaced = ([first, ...rest]: readonly Uint8Array[], paceMs: number, then: () => void): void => {
    if (first !== undefined) write(first);
    if (rest.length === 0) then();
    else if (paceMs === 0) writePaced(rest, paceMs, then);
    else afterMs(paceMs, () => writePaced(rest, paceMs, then));
  };
  const goOnElsewhere = (): void => {
    hangUp();
    proceed();
  };
  const waitForTheRest = (): void => {
    phase = 'waiting';
    reactor.after('odd', Math.max(0, ...outstanding.values()) - reactor.nowUs(), proceed);
  };
  const askForLife = (): void => {
    phase = 'asking';
    life = request({ command: 'enquire_link' });
    awaited.add(life);
    afterMs(deaf < DEAF_BEYOND_DOUBT ? silenceMs : linkMs, () => {
      // Who answers the sign of life but nothing else goes on; who does not is deaf, and would be to others of the kind.
      if (awaited.has(life)) {
        deaf += 1;
        keep((order) => order.kind !== kind);
        hangUp();
      }
      proceed();
    });
  };
  const leave = (): void => {
    phase = 'leaving';
    request({ command: 'unbind' });
    afterMs(silenceMs, ended);
  };
  const ended = (): void => {
    reactor.cancel('odd');
    hangUp();
    phase = 'idle';
    if (orders.length > 0) proceed();
  };

  const read = (octets: Uint8Array, wanted: OddState): void => {
    const from = connection;
    for (const frame of framer.push(octets)) {
      if (connection !== from || frame.problem !== null) return;
      const pdu = decodePdu(frame.octets);
      if (isResponse(pdu)) answered(pdu, wanted);
      else demanded(pdu);
    }
  };
  const answered = (pdu: Pdu, wanted: OddState): void => {
    if (phase === 'binding') {
      if (pdu.sequence_number !== life) return;
      const isBound = pdu.command_status === ROK && pdu.command !== 'generic_nack';
      if (isBound === (wanted !== 'refused')) reached(wanted);
      else failed(wanted);
      return;
    }
    if (phase === 'leaving') {
      ended();
      return;
    }
    // A generic_nack may have lost the number of what it is about.
    if (pdu.command === 'generic_nack' && !awaited.has(pdu.sequence_number)) forgetWhatWasSaid();
    awaited.delete(pdu.sequence_number);
    outstanding.delete(pdu.sequence_number);
    if (phase === 'waiting' && outstanding.size === 0) proceed();
    else if (phase === 'asking' && pdu.sequence_number === life && awaited.size > 0) unanswered();
    else if (awaited.size > 0) return;
    else if (state === 'open' || state === 'refused') goOnElsewhere();
    else if (phase === 'saying') askForLife();
    else if (phase === 'asking') proceed();
  };
  /** It lives, but has not answered: what comes late is waited for before the next is said, and at the end for all of them. */
  const unanswered = (): void => {
    ignored += 1;
    if (ignored > IGNORED) proceed();
    else afterMs(linkMs, proceed);
  };
  const forgetWhatWasSaid = (): void => {
    for (const one of awaited) {
      if (phase === 'asking' && one === life) continue;
      awaited.delete(one);
      outstanding.delete(one);
    }
  };
  /** What an ESME owes a request, in a word: segments go to a session that takes them. */
  const demanded = ({ command, sequence_number }: Pdu): void => {
    const response = responseOf(command);
    if (response === null) return;
    const command_status = command === 'enquire_link' || command === 'unbind' ? ROK : RX_T_APPN;
    write(encodePdu({ command: response, command_status, sequence_number, headerOnly: command_status !== ROK }));
  };

  return {
    order: (order) => {
      if (orders.length >= MAX_ORDERS) return;
      orders.push(order);
      if (phase === 'idle') {
        phase = 'binding';
        vain = 0;
        proceed();
      }
    },
    hangUp: () => {
      if (isDeafNow) goOnElsewhere();
    },
  };
}

/** A temporary error of the receiver, so that nothing is lost (smpp.md 6). */
const RX_T_APPN = 0x64;

const MODE_BITS = 0x03;
const TRANSACTION_MODE = 0x02;

/** Whether an octet string is a submission whose answer may take as long as a push. */
function asksForTransaction(octets: Uint8Array): boolean {
  const pdu = decodePdu(octets);
  const isSubmission = pdu.command === 'submit_sm' || pdu.command === 'data_sm';
  return isSubmission && (uint(pdu, 'esm_class') & MODE_BITS) === TRANSACTION_MODE;
}
