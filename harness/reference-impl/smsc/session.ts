import type { Endpoint } from '../../core/actor.ts';
import type { Timers } from '../../core/profile.ts';
import type { Framer } from '../../wire/framing.ts';
import { HEADER_OCTETS, smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, text, uint, type FieldValue, type Pdu } from '../../wire/smpp/pdu.ts';
import { isOfVersion, responseOf } from '../../wire/smpp/commands.table.ts';
import { maySend, nextState, type SessionState } from '../../wire/smpp/states.table.ts';
import { readUint } from '../../wire/decode.ts';
import type { Peer, Reactor } from '../reactor.ts';
import type { SmscPolicy } from './policy.ts';
import { makeRoutes, servesOf, type Routes, type Serves } from './routes.ts';
import { syntaxStatus } from './submission.ts';

/** Limits of smpp.md 12. */
export const MAX_PDU_OCTETS = 70_000;
export const MAX_SESSIONS = 64;
/** Defaults of smpp.md 10 and 12, for timers that a profile does not set. */
const SESSION_INIT_MS = 5_000;
const READ_MS = 10_000;
/** Part of the read timer after which an unfinished PDU is given up, so that it is when the timer ends (SMPP-NCK-006). */
const READ_AT = 0.9;

/** SMPP 5.0; what an ESME of 3.4 is told is 3.4. */
const OWN_VERSION = 0x50;
/** Below this version an ESME is sent no TLVs (SMPP 3.4, 5.2.4). */
export const TLV_VERSION = 0x34;
const SYSTEM_ID = 'pushproof';
const LAST_SEQUENCE = 0x7fffffff;

const ROK = 0x00;
const RINVCMDLEN = 0x02;
const RINVCMDID = 0x03;
const RINVBNDSTS = 0x04;
const RALYBND = 0x05;
const RBINDFAIL = 0x0d;
/** A response of another command than the request's, or generic_nack: no code of a handset. */
const UNFIT = -1;

const NOT_BOUND: readonly SessionState[] = ['OPEN', 'OUTBOUND', 'UNBOUND', 'CLOSED'];

/** One request of ours that is not answered yet; `about` is what its sender needs to know again. */
type Awaited = { readonly response: string; readonly about: string | null };

type Session = {
  readonly connection: string;
  readonly framer: Framer;
  state: SessionState;
  systemId: string;
  interfaceVersion: number;
  sequence: number;
  readonly awaited: Map<number, Awaited>;
  lastUs: number;
  /** Of the last PDU that was no link check. */
  busyUs: number;
  reading: boolean;
};

/** What sessions tell the layer above. */
export type Upper = {
  /** A request, allowed in this state and well-formed, that sessions do not answer themselves. */
  readonly requested: (connection: string, interfaceVersion: number, pdu: Pdu) => void;
  /** A request of ours got its answer; `status` is -1 for generic_nack and responses that do not fit. */
  readonly answered: (connection: string, sequence: number, about: string, status: number) => void;
  readonly bound: () => void;
  readonly lost: (connection: string) => void;
};

export type SessionOptions = {
  readonly accepts: (systemId: string, password: string) => boolean;
  readonly requestAnswered: SmscPolicy['requestAnswered'];
  readonly timers: Timers;
  /** Idle time after which a bound session is asked for a sign of life. */
  readonly enquireLinkMs: number;
  readonly reactor: Reactor;
  /** Whether a receiver gets what no address_range asks for: a handset under test need not state one. */
  readonly servesAll: boolean;
  readonly upper: Upper;
};

/** The sessions of an SMSC: framing, binds, link checks, and which requests a state allows. */
export type Sessions = {
  /** Takes charge of a connection that was opened to the SMSC. */
  readonly accept: (connection: string) => void;
  /** Connects to an ESME and asks it to bind there (SMPP 3.4, 2.2.1). */
  readonly outbind: (to: Endpoint, account: { readonly user: string; readonly password: string }) => void;
  /** Sends a request; its sequence_number, or `null` when the session is gone. */
  readonly request: (connection: string, command: string, fields: Fields, about: string | null) => number | null;
  /** Tells each ESME that may be told that a subscriber can be reached again; it has no response (SMPP 3.4, 4.12). */
  readonly alert: (fields: Fields) => void;
  /** Sends a deliver_sm to the account that bound this session, on it or another of its sessions; false = none takes any. */
  readonly report: (connection: string, systemId: string, fields: Fields, tlvs: RequestTlvs) => boolean;
  readonly systemIdOf: (connection: string) => string;
  /** Answers a request with a body or, for a status that is not 0 and no body, with the header alone. */
  readonly respond: (connection: string, response: Response) => void;
  readonly refuse: (connection: string, request: Pdu, status: number) => void;
  /** Forgets requests whose answers matter no longer. */
  readonly forget: (connection: string, sequence: number) => void;
  readonly close: (connection: string) => void;
  /** Writes octets as they are. */
  readonly write: (connection: string, octets: Uint8Array) => void;
  /** Whether enquire_link is answered only once it is not held any more. */
  readonly holdEnquiries: (held: boolean) => void;
  /** Leaves so many enquire_link unanswered from now on. */
  readonly playDead: (times: number) => void;
  /** Sessions that may submit. */
  readonly submitters: () => readonly string[];
  readonly routes: Routes;
};

export type RequestTlvs = readonly (readonly [string, FieldValue])[];
export type Fields = Readonly<Record<string, FieldValue>>;

/** A response in full; `body: null` = header only. */
export type Response = {
  readonly command: string;
  readonly status: number;
  readonly sequence: number;
  readonly body: { readonly fields: Fields; readonly tlvs: readonly (readonly [string | number, FieldValue])[] } | null;
};

/** Serves ESMEs and handsets alike; told apart by their bind. */
export function makeSessions({
  accepts,
  requestAnswered,
  timers,
  enquireLinkMs,
  reactor,
  servesAll,
  upper,
}: SessionOptions): Sessions {
  const sessions = new Map<string, Session>();
  const routes = makeRoutes(servesAll);
  let toIgnore = 0;
  let outbinds = 0;
  let isHolding = false;
  let held: (readonly [Session, Pdu])[] = [];

  const send = (session: Session, octets: Uint8Array): void => {
    reactor.send(session.connection, octets);
  };
  const onTimer = (what: Timer, { connection }: Session, afterMs: number, then: () => void): void => {
    reactor.after(`${what}:${connection}`, afterMs * 1000, then);
  };
  const cancel = (what: Timer, { connection }: Session): void => reactor.cancel(`${what}:${connection}`);

  const forgetSession = (session: Session): void => {
    sessions.delete(session.connection);
    routes.remove(session.connection);
    for (const what of TIMERS) cancel(what, session);
    upper.lost(session.connection);
  };
  const drop = (session: Session): void => {
    reactor.close(session.connection);
    forgetSession(session);
  };

  const respond = (session: Session, { command, status, sequence, body }: Response): void => {
    const head = { command, command_status: status, sequence_number: sequence };
    const octets = body === null ? encodePdu({ ...head, headerOnly: true }) : encodePdu({ ...head, ...body });
    send(session, octets);
  };
  const answerEmpty = (session: Session, request: Pdu, status: number): void => {
    const command = responseOf(request.command) ?? 'generic_nack';
    respond(session, { command, status, sequence: request.sequence_number, body: null });
  };

  const nack = (session: Session, { sequence_number: sequence }: Pdu, status: number): void =>
    respond(session, { command: 'generic_nack', status, sequence, body: null });

  const request = (
    session: Session,
    command: string,
    fields: Fields,
    about: string | null,
    tlvs: RequestTlvs,
  ): number => {
    const sequence = session.sequence;
    session.sequence = sequence === LAST_SEQUENCE ? 1 : sequence + 1;
    session.awaited.set(sequence, { response: `${command}_resp`, about });
    send(session, encodePdu({ command, sequence_number: sequence, fields, tlvs }));
    return sequence;
  };

  const onBind = (session: Session, pdu: Pdu): void => {
    const asked = servesOf(text(pdu, 'address_range'));
    const serves = asked === null && servesAll ? () => false : asked;
    if (serves === null || !accepts(text(pdu, 'system_id'), text(pdu, 'password'))) {
      answerEmpty(session, pdu, RBINDFAIL);
      return;
    }
    session.state = nextState(session.state, pdu.command);
    session.systemId = text(pdu, 'system_id');
    session.interfaceVersion = Math.min(uint(pdu, 'interface_version'), OWN_VERSION);
    cancel('init', session);
    onTimer('idle', session, enquireLinkMs, () => onIdle(session));
    const { interfaceVersion } = session;
    const tlvs = interfaceVersion < TLV_VERSION ? [] : [['sc_interface_version', interfaceVersion] as const];
    respond(session, {
      command: `${pdu.command}_resp`,
      status: ROK,
      sequence: pdu.sequence_number,
      body: { fields: { system_id: SYSTEM_ID }, tlvs },
    });
    becomeRoute(session, serves);
  };
  const becomeRoute = (session: Session, serves: Serves): void => {
    if (session.state !== 'BOUND_TX') routes.add(session.connection, serves);
    upper.bound();
  };

  const onUnbind = (session: Session, pdu: Pdu): void => {
    answerEmpty(session, pdu, ROK);
    leave(session);
  };
  const leave = (session: Session): void => {
    session.state = 'UNBOUND';
    routes.remove(session.connection);
    cancel('idle', session);
    cancel('link', session);
    onTimer('unbound', session, timers.readMs ?? READ_MS, () => drop(session));
    upper.lost(session.connection);
  };

  const onEnquiry = (session: Session, pdu: Pdu): void => {
    if (isHolding) held.push([session, pdu]);
    else if (toIgnore === 0) answerEmpty(session, pdu, ROK);
    else toIgnore -= 1;
  };

  const onResponse = (session: Session, pdu: Pdu): void => {
    const sequence = requestAnswered(pdu.sequence_number, session.awaited);
    const awaited = sequence === null ? undefined : session.awaited.get(sequence);
    // Unknown sequence_number: nothing of ours, and never answered (smpp.md 9).
    if (sequence === null || awaited === undefined) return;
    session.awaited.delete(sequence);
    const fits = pdu.command === awaited.response;
    if (awaited.response === 'enquire_link_resp') cancel('link', session);
    if (awaited.response === 'unbind_resp') drop(session);
    if (awaited.about === null) return;
    const status = fits ? pdu.command_status : UNFIT;
    upper.answered(session.connection, sequence, awaited.about, status);
  };

  const onPdu = (session: Session, pdu: Pdu): void => {
    session.lastUs = reactor.nowUs();
    if (!pdu.command.startsWith('enquire_link')) session.busyUs = reactor.nowUs();
    if (isResponse(pdu)) {
      onResponse(session, pdu);
      return;
    }
    const { command } = pdu;
    const isBind = command.startsWith('bind_');
    const version = session.state === 'OPEN' ? OWN_VERSION : session.interfaceVersion;
    const status = syntaxStatus(pdu);
    if (!isOfVersion(command, version)) nack(session, pdu, RINVCMDID);
    else if (isBind && !NOT_BOUND.includes(session.state)) answerEmpty(session, pdu, RALYBND);
    else if (!maySend('esme', command, session.state, version) && !isLinkCheck(session, command))
      answerEmpty(session, pdu, RINVBNDSTS);
    else if (status !== ROK) answerEmpty(session, pdu, status);
    else if (isBind) onBind(session, pdu);
    else if (command === 'unbind') onUnbind(session, pdu);
    else if (command === 'enquire_link') onEnquiry(session, pdu);
    else upper.requested(session.connection, version, pdu);
  };

  const onFrames = (session: Session, octets: Uint8Array): void => {
    const frames = session.framer.push(octets);
    for (const frame of frames) {
      if (frame.problem === null) onPdu(session, decodePdu(frame.octets));
      else {
        const sequence = frame.octets.length >= HEADER_OCTETS ? readUint(frame.octets, HEADER_OCTETS - 4, 4) : 0;
        respond(session, { command: 'generic_nack', status: RINVCMDLEN, sequence, body: null });
        drop(session);
      }
      if (!sessions.has(session.connection)) return;
    }
    // The read timer runs from the first octet of an incomplete PDU, however slowly the rest drips in.
    const incomplete = session.framer.pendingOctets() > 0;
    if (incomplete && (!session.reading || frames.length > 0))
      onTimer('read', session, READ_AT * (timers.readMs ?? READ_MS), () => drop(session));
    if (!incomplete && session.reading) cancel('read', session);
    session.reading = incomplete;
  };

  /** The inactivity timer (SMPP 3.4, 7.2): whoever only says that it lives is asked to leave. */
  const isInactive = ({ busyUs, awaited }: Session): boolean =>
    timers.inactivityMs !== undefined && awaited.size === 0 && reactor.nowUs() - busyUs >= timers.inactivityMs * 1000;

  const onIdle = (session: Session): void => {
    if (isInactive(session)) {
      request(session, 'unbind', {}, null, []);
      onTimer('unbound', session, timers.readMs ?? READ_MS, () => drop(session));
      return;
    }
    const leftMs = enquireLinkMs - (reactor.nowUs() - session.lastUs) / 1000;
    if (leftMs <= 0) {
      request(session, 'enquire_link', {}, null, []);
      onTimer('link', session, timers.linkMs, () => drop(session));
    }
    onTimer('idle', session, leftMs > 0 ? leftMs : enquireLinkMs, () => onIdle(session));
  };

  const makeOne = (connection: string): Session => ({
    connection,
    framer: smppFramer(MAX_PDU_OCTETS),
    state: 'OPEN',
    systemId: '',
    interfaceVersion: OWN_VERSION,
    sequence: 1,
    awaited: new Map(),
    lastUs: reactor.nowUs(),
    busyUs: reactor.nowUs(),
    reading: false,
  });
  const peerOf = (session: Session, opened: () => void): Peer => ({
    opened,
    octets: (octets) => onFrames(session, octets),
    closed: () => forgetSession(session),
  });
  /** It has so long to be bound to. */
  const begin = (session: Session): void => {
    if (sessions.size >= MAX_SESSIONS) {
      reactor.close(session.connection);
      return;
    }
    sessions.set(session.connection, session);
    onTimer('init', session, timers.sessionInitMs ?? SESSION_INIT_MS, () => drop(session));
  };

  /** Acts on a session that still exists. */
  const withSession = (connection: string, act: (session: Session) => void): void => {
    const session = sessions.get(connection);
    if (session !== undefined) act(session);
  };

  return {
    accept: (connection) => {
      const session = makeOne(connection);
      reactor.accept(
        connection,
        peerOf(session, () => undefined),
      );
      begin(session);
    },
    outbind: (to, { user, password }) => {
      outbinds += 1;
      const session = makeOne(`outbind ${outbinds}`);
      const opened = (): void => {
        session.state = nextState(session.state, 'outbind');
        const fields = { system_id: user, password };
        send(session, encodePdu({ command: 'outbind', sequence_number: session.sequence, fields }));
        session.sequence += 1;
      };
      reactor.connect(session.connection, to, 'smpp', peerOf(session, opened));
      begin(session);
    },
    request: (connection, command, fields, about) => {
      const session = sessions.get(connection);
      return session === undefined ? null : request(session, command, fields, about, []);
    },
    alert: (fields) => {
      for (const session of sessions.values()) {
        if (!maySend('smsc', 'alert_notification', session.state, session.interfaceVersion)) continue;
        const { sequence } = session;
        session.sequence = sequence === LAST_SEQUENCE ? 1 : sequence + 1;
        send(session, encodePdu({ command: 'alert_notification', sequence_number: sequence, fields }));
      }
    },
    report: (connection, systemId, fields, tlvs) => {
      const own = sessions.get(connection);
      const takes = ({ state }: Session): boolean => state === 'BOUND_TRX' || state === 'BOUND_RX';
      const other = [...sessions.values()].find((one) => one.systemId === systemId && takes(one));
      const session = own !== undefined && own.state === 'BOUND_TRX' ? own : other;
      if (session === undefined) return false;
      request(session, 'deliver_sm', fields, null, session.interfaceVersion < TLV_VERSION ? [] : tlvs);
      return true;
    },
    systemIdOf: (connection) => sessions.get(connection)?.systemId ?? '',
    respond: (connection, response) => withSession(connection, (session) => respond(session, response)),
    refuse: (connection, pdu, status) => withSession(connection, (session) => answerEmpty(session, pdu, status)),
    forget: (connection, sequence) => withSession(connection, (session) => void session.awaited.delete(sequence)),
    close: (connection) => withSession(connection, (session) => drop(session)),
    write: (connection, octets) => withSession(connection, (session) => send(session, octets)),
    holdEnquiries: (toHold) => {
      isHolding = toHold;
      if (toHold) return;
      const due = held;
      held = [];
      for (const [session, pdu] of due) onEnquiry(session, pdu);
    },
    playDead: (times) => {
      toIgnore = times;
    },
    submitters: () =>
      [...sessions.values()]
        .filter(({ state }) => state === 'BOUND_TX' || state === 'BOUND_TRX')
        .map(({ connection }) => connection),
    routes,
  };
}

/** The timers of a session. */
const TIMERS = ['init', 'read', 'idle', 'link', 'unbound'] as const;
type Timer = (typeof TIMERS)[number];

/** enquire_link is answered in every state: no version is agreed before a bind (smpp.md 9). */
function isLinkCheck({ state }: Session, command: string): boolean {
  return command === 'enquire_link' && state !== 'CLOSED';
}
