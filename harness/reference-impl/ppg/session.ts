import type { Endpoint } from '../../core/actor.ts';
import type { BindForm, Profile } from '../../core/profile.ts';
import { isOfVersion, responseOf } from '../../wire/smpp/commands.table.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import type { Pdu, PduInput } from '../../wire/smpp/pdu.ts';
import { decodePdu, encodePdu, isResponse } from '../../wire/smpp/pdu.ts';
import type { Framer } from '../../wire/framing.ts';
import { BUILT_IN_ACCOUNT } from '../account.ts';
import type { Peer, Reactor } from '../reactor.ts';
import type { SubmissionPdu } from './submission-pdu.ts';

/** Largest PDU that the ESME reads (smpp.md 12). */
export const MAX_PDU_OCTETS = 70_000;

/** Read timer for a PDU that stays incomplete where the profile gives none, in ms (smpp.md 12). */
const DEFAULT_READ_MS = 10_000;

/** Part of enquire_link's timer after which one is sent, so that it is there when the timer ends (SMPP-SES-008). */
const ENQUIRE_AT = 0.9;

/** Part of the read timer after which an unfinished PDU is given up, so that it is when the timer ends (SMPP-NCK-006). */
const READ_AT = 0.9;

/** The pause between attempts doubles this often at most. */
const MAX_DOUBLINGS = 5;

const STATUS = { ok: 0x00, invalidLength: 0x02, unknownCommand: 0x03, wrongState: 0x04 } as const;

export type SessionOptions = {
  /** Of its timers. */
  readonly name: string;
  readonly reactor: Reactor;
  /** `null`: it does not connect, but takes a connection over. */
  readonly to: Endpoint | null;
  readonly profile: Profile;
  /** Commands, tried in this order. */
  readonly binds: readonly string[];
  readonly interfaceVersion: number;
  readonly nextSequence: (sequence: number) => number;
  /** Bound: requests may be sent. */
  readonly up: () => void;
  /** A response or generic_nack to a request of `request`. */
  readonly response: (pdu: Pdu) => void;
  /** No request sent so far gets a response any more. */
  readonly down: () => void;
};

/** The PPG's session with the SMSC, which re-establishes itself. */
export type Session = {
  readonly start: () => void;
  /** Binds on a connection that the SMSC has opened; when that is lost, it is over. */
  readonly adopt: (connection: string) => void;
  /** Unbinds where it is bound, and does not come again. */
  readonly stop: () => void;
  /** Closes the connection as if it had broken, and comes again. */
  readonly disconnect: () => void;
  readonly bound: () => boolean;
  /** Asks for a sign of life now, where it is bound. */
  readonly enquire: () => void;
  /** Sends a request and says with which sequence_number. */
  readonly request: (pdu: SubmissionPdu) => number;
};

/** An ESME session: binds in the profile's forms in turn, keeps itself alive, comes back after a loss (smpp.md 9, 10). */
export function makeSession(options: SessionOptions): Session {
  const { reactor, profile, name, to, binds } = options;
  const { timers, smpp } = profile;
  const enquireUs = ENQUIRE_AT * (timers.enquireMs ?? smpp.enquireLinkMs) * 1_000;
  const account = accountOf(profile);
  /** The session's own requests, by sequence_number. */
  const own = new Map<number, string>();
  let state: 'down' | 'binding' | 'bound' | 'leaving' = 'down';
  let connection = '';
  let connections = 0;
  let framer: Framer = smppFramer(MAX_PDU_OCTETS);
  let sequence = 0;
  let form = 0;
  let failures = 0;
  let lastExchangeUs = 0;
  let stopped = to === null;

  const send = (pdu: PduInput): void => {
    lastExchangeUs = reactor.nowUs();
    reactor.send(connection, encodePdu(pdu));
  };
  const request = (pdu: SubmissionPdu): number => {
    sequence = options.nextSequence(sequence);
    send({ ...pdu, sequence_number: sequence });
    return sequence;
  };
  const ask = (pdu: SubmissionPdu): void => void own.set(request(pdu), pdu.command);

  const connect = (): void => {
    if (to === null) return;
    connections += 1;
    connection = `smsc ${connections}`;
    framer = smppFramer(MAX_PDU_OCTETS);
    reactor.connect(connection, to, 'smpp', peer());
    state = 'binding';
  };
  const adopt = (theirs: string): void => {
    connection = theirs;
    reactor.accept(connection, peer());
    state = 'binding';
    bind();
  };
  const peer = (): Peer => ({
    opened: bind,
    octets: read,
    closed: () => {
      // Closed instead of an answer to the bind: a peer that knows only another form does this, too.
      if (state === 'binding') form = (form + 1) % binds.length;
      lost(backoffUs());
    },
  });
  const bind = (): void => {
    // A peer that knows only another form of bind may leave this one unanswered.
    reactor.after(`${name} bind`, timers.linkMs * 1_000, refused);
    ask({
      command: binds[form] ?? 'bind_transmitter',
      fields: {
        system_id: account.user,
        password: account.password,
        system_type: smpp.systemType,
        interface_version: options.interfaceVersion,
      },
    });
  };
  /** Gives the connection up and comes again. */
  const lost = (againUs: number): void => {
    reactor.close(connection);
    for (const timer of [`${name} bind`, `${name} enquire`, `${name} answer`, `${name} read`, `${name} leave`])
      reactor.cancel(timer);
    own.clear();
    const wasUp = state === 'bound' || state === 'leaving';
    state = 'down';
    if (!stopped) reactor.after(`${name} reconnect`, againUs, connect);
    if (wasUp || to === null) options.down();
  };
  const backoffUs = (): number => {
    failures += 1;
    return timers.backoffMs * 1_000 * 2 ** Math.min(failures - 1, MAX_DOUBLINGS);
  };
  const refused = (): void => {
    form = (form + 1) % binds.length;
    lost(form === 0 ? backoffUs() : timers.backoffMs * 1_000);
  };
  const bound = (): void => {
    state = 'bound';
    failures = 0;
    reactor.cancel(`${name} bind`);
    reactor.after(`${name} enquire`, enquireUs, enquire);
    options.up();
  };
  const enquire = (): void => {
    const idleUs = reactor.nowUs() - lastExchangeUs;
    if (idleUs < enquireUs) {
      reactor.after(`${name} enquire`, enquireUs - idleUs, enquire);
      return;
    }
    ask({ command: 'enquire_link' });
    reactor.after(`${name} answer`, 2 * timers.linkMs * 1_000, () => lost(timers.backoffMs * 1_000));
  };

  const read = (octets: Uint8Array): void => {
    const from = connection;
    for (const frame of framer.push(octets)) {
      if (connection !== from || state === 'down') return;
      lastExchangeUs = reactor.nowUs();
      const pdu = decodePdu(frame.octets);
      if (frame.problem !== null) {
        send(nack(pdu.sequence_number, STATUS.invalidLength));
        lost(backoffUs());
        return;
      }
      if (isResponse(pdu)) answered(pdu);
      else demanded(pdu);
    }
    if (state === 'down') return;
    if (framer.pendingOctets() > 0) {
      reactor.after(`${name} read`, READ_AT * (timers.readMs ?? DEFAULT_READ_MS) * 1_000, () =>
        lost(timers.backoffMs * 1_000),
      );
    } else {
      reactor.cancel(`${name} read`);
    }
  };
  const answered = (pdu: Pdu): void => {
    const command = own.get(pdu.sequence_number);
    if (command === undefined) {
      options.response(pdu);
      return;
    }
    const fits = pdu.command === responseOf(command);
    if (command === 'unbind') {
      reactor.close(connection);
      state = 'down';
    } else if (command !== 'enquire_link') {
      own.delete(pdu.sequence_number);
      // Another bind's response to a bind is met in the field: read as what it says.
      if (/^bind_.*_resp$/.test(pdu.command) && pdu.command_status === STATUS.ok) bound();
      else refused();
    } else if (fits || pdu.command === 'generic_nack') {
      own.delete(pdu.sequence_number);
      reactor.cancel(`${name} answer`);
      reactor.after(`${name} enquire`, enquireUs, enquire);
    }
  };
  /** A request of the SMSC. */
  const demanded = (pdu: Pdu): void => {
    const { command, sequence_number } = pdu;
    const response = responseOf(command);
    if (!isOfVersion(command, options.interfaceVersion)) {
      send(nack(sequence_number, STATUS.unknownCommand));
    } else if (response !== null) {
      const status = pdu.problems.length > 0 ? STATUS.invalidLength : statusFor(command, state);
      send({ command: response, command_status: status, sequence_number, headerOnly: status !== STATUS.ok });
      if (command === 'unbind' && status === STATUS.ok) leave();
    }
  };
  /** The SMSC unbinds, finishes what it will and closes (smpp.md 9). */
  const leave = (): void => {
    state = 'leaving';
    reactor.cancel(`${name} enquire`);
    reactor.after(`${name} leave`, timers.responseMs * 1_000, () => lost(timers.backoffMs * 1_000));
  };

  const stop = (): void => {
    stopped = true;
    reactor.cancel(`${name} reconnect`);
    if (state === 'bound') {
      state = 'leaving';
      reactor.cancel(`${name} enquire`);
      ask({ command: 'unbind' });
    } else {
      reactor.close(connection);
      state = 'down';
    }
  };

  return {
    start: connect,
    adopt,
    stop,
    disconnect: () => lost(timers.backoffMs * 1_000),
    bound: () => state === 'bound',
    enquire: () => {
      if (state === 'bound') ask({ command: 'enquire_link' });
    },
    request,
  };
}

/** By what account the PPG binds. */
export function accountOf({ target }: Profile): { readonly user: string; readonly password: string } {
  return target?.scheme.startsWith('smpp') === true ? target : BUILT_IN_ACCOUNT;
}

function nack(sequence_number: number, command_status: number): PduInput {
  return { command: 'generic_nack', command_status, sequence_number };
}

/** What an ESME says to a request of the SMSC: the table of smpp.md 9. */
function statusFor(command: string, state: string): number {
  const alive = command === 'enquire_link';
  const whenBound = ['unbind', 'deliver_sm', 'data_sm'].includes(command) && state === 'bound';
  return alive || whenBound ? STATUS.ok : STATUS.wrongState;
}

/** A PPG submits, so it binds as transmitter or transceiver; other forms belong to handsets. */
export function bindCommands(forms: readonly BindForm[]): readonly string[] {
  const commands = forms
    .filter((form) => form !== 'receiver')
    .map((form) => (form === 'transmitter' ? 'bind_transmitter' : 'bind_transceiver'));
  return commands.length > 0 ? [...new Set(commands)] : ['bind_transmitter'];
}
