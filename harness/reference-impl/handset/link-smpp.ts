import type { Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import type { Framer } from '../../wire/framing.ts';
import { readUint } from '../../wire/decode.ts';
import { isOfVersion, responseOf } from '../../wire/smpp/commands.table.ts';
import { HEADER_OCTETS, smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, type Pdu, type PduInput } from '../../wire/smpp/pdu.ts';
import type { Reactor } from '../reactor.ts';

/** Longest PDU that is read (smpp.md 12). */
const MAX_PDU_OCTETS = 70_000;
/** The connection that the world delivers on when the handset side shares the PPG's session. */
const SHARED = 'shared';
const LAST_SEQUENCE = 0x7fffffff;

const ROK = 0x00;
const RINVCMDLEN = 0x02;
const RINVCMDID = 0x03;
const RINVBNDSTS = 0x04;
/** PDUs that may bring a short message to the handset. */
const DELIVERIES: readonly string[] = ['deliver_sm', 'data_sm'];

/** Who binds. */
export type Account = { readonly systemId: string; readonly password: string };

/** A deliver_sm or data_sm, with the way to answer it; the answer is lost when its connection is gone. */
export type Delivery = { readonly pdu: Pdu; readonly answer: (status: number) => void };

export type LinkOptions = {
  readonly profile: Profile;
  readonly account: Account;
  readonly smsc: Endpoint;
  readonly reactor: Reactor;
  readonly delivered: (delivery: Delivery) => void;
};

/** The handset side's session with the SMSC. */
export type Link = {
  readonly start: () => void;
  /** Unbinds where it is bound, and does not come again. */
  readonly stop: () => void;
  /** Closes the connection and stays away until `reconnect`. */
  readonly disconnect: () => void;
  readonly reconnect: () => void;
};

/**
 * Binds by the forms that the profile names, in their order, and comes back after a loss. What the world delivers of
 * the PPG's session is taken too: an SMSC may route segments to any transceiver of the account (AMB-26).
 */
export function makeLink(options: LinkOptions): Link {
  const isShared = options.profile.handset.binds.every((form) => form === 'shared');
  const shared = sharedLink(options);
  if (isShared) return shared;
  const own = ownLink(options);
  return {
    ...own,
    start: () => {
      shared.start();
      own.start();
    },
  };
}

/** Neither connects nor binds: only short messages come here, and only their answers go out. */
function sharedLink({ reactor, delivered }: LinkOptions): Link {
  const framer = smppFramer(MAX_PDU_OCTETS);
  const octets = (chunk: Uint8Array): void => {
    for (const frame of framer.push(chunk)) {
      const pdu = decodePdu(frame.octets);
      if (frame.problem === null && DELIVERIES.includes(pdu.command))
        delivered({ pdu, answer: answerOn(reactor, SHARED, pdu) });
    }
  };
  return {
    start: () => reactor.accept(SHARED, { opened: () => undefined, octets, closed: () => undefined }),
    stop: () => undefined,
    disconnect: () => undefined,
    reconnect: () => undefined,
  };
}

function ownLink({ profile, account, smsc, reactor, delivered }: LinkOptions): Link {
  const forms = profile.handset.binds.filter((form) => form !== 'shared');
  let connection: string | null = null;
  let state: 'closed' | 'binding' | 'bound' = 'closed';
  let connections = 0;
  let form = 0;
  let sequence = 1;
  let lastUs = 0;
  let stays = true;
  let isRefused = false;

  const send = (pdu: PduInput): void => {
    if (connection !== null) reactor.send(connection, encodePdu(pdu));
  };
  const request = (command: string, fields: Readonly<Record<string, string | number>>): void => {
    send({ command, sequence_number: sequence, fields });
    sequence = sequence === LAST_SEQUENCE ? 1 : sequence + 1;
  };
  const answerHeader = ({ command, sequence_number }: Pdu, command_status: number): void =>
    send({ command: responseOf(command) ?? 'generic_nack', command_status, sequence_number, headerOnly: true });

  const connect = (): void => {
    if (connection !== null) return;
    connections += 1;
    const opening = `sm-${connections}`;
    const framer = smppFramer(MAX_PDU_OCTETS);
    connection = opening;
    isRefused = false;
    reactor.connect(opening, smsc, 'sm', {
      opened: bind,
      octets: (chunk) => onOctets(opening, framer, chunk),
      closed: () => {
        // Closed instead of an answer: the next form. Closed after a refusal: this form has not been tried yet.
        if (state === 'binding' && !isRefused) form = nextForm();
        lose();
      },
    });
  };
  const nextForm = (): number => (form + 1) % Math.max(1, forms.length);
  const lose = (): void => {
    connection = null;
    state = 'closed';
    for (const timer of ['idle', 'link', 'bind']) reactor.cancel(timer);
    if (stays) reactor.after('backoff', profile.timers.backoffMs * 1000, connect);
  };
  const close = (): void => {
    if (connection === null) return;
    reactor.close(connection);
    lose();
  };

  const bind = (): void => {
    state = 'binding';
    // A peer that knows only another form of bind may leave this one unanswered.
    reactor.after('bind', profile.timers.linkMs * 1000, () => {
      form = nextForm();
      close();
    });
    request(`bind_${forms[form] ?? 'receiver'}`, {
      system_id: account.systemId,
      password: account.password,
      system_type: profile.smpp.systemType,
      interface_version: profile.smpp.interfaceVersion,
      address_range: profile.handset.addressRange,
    });
  };
  /** A refused form is followed by the next one; the last by the first again, on a new connection. */
  const onBindResponse = (pdu: Pdu): void => {
    reactor.cancel('bind');
    if (pdu.command !== 'generic_nack' && pdu.command_status === ROK) {
      state = 'bound';
      reactor.after('idle', profile.smpp.enquireLinkMs * 1000, onIdle);
      return;
    }
    form = nextForm();
    isRefused = true;
    if (form === 0) close();
    else bind();
  };

  const onIdle = (): void => {
    const leftMs = profile.smpp.enquireLinkMs - (reactor.nowUs() - lastUs) / 1000;
    if (leftMs <= 0) {
      request('enquire_link', {});
      reactor.after('link', profile.timers.linkMs * 1000, close);
    }
    reactor.after('idle', (leftMs > 0 ? leftMs : profile.smpp.enquireLinkMs) * 1000, onIdle);
  };

  const onPdu = (on: string, pdu: Pdu): void => {
    lastUs = reactor.nowUs();
    if (isResponse(pdu)) {
      reactor.cancel('link');
      if (state === 'binding') onBindResponse(pdu);
      if (pdu.command === 'unbind_resp') close();
    } else if (pdu.command === 'enquire_link') answerHeader(pdu, ROK);
    else if (pdu.command === 'unbind') {
      answerHeader(pdu, ROK);
      close();
    } else if (DELIVERIES.includes(pdu.command) && state === 'bound')
      delivered({ pdu, answer: answerOn(reactor, on, pdu) });
    else if (!isOfVersion(pdu.command, profile.smpp.interfaceVersion)) {
      const { sequence_number } = pdu;
      send({ command: 'generic_nack', command_status: RINVCMDID, sequence_number });
    } else if (pdu.command !== 'alert_notification') answerHeader(pdu, RINVBNDSTS);
  };

  const onOctets = (on: string, framer: Framer, chunk: Uint8Array): void => {
    for (const frame of framer.push(chunk)) {
      if (frame.problem === null) onPdu(on, decodePdu(frame.octets));
      else {
        const sequence_number = readUint(frame.octets, HEADER_OCTETS - 4, 4);
        send({ command: 'generic_nack', command_status: RINVCMDLEN, sequence_number });
        close();
      }
      if (connection !== on) return;
    }
  };

  return {
    start: connect,
    stop: () => {
      stays = false;
      reactor.cancel('backoff');
      if (state === 'bound') request('unbind', {});
      else close();
    },
    disconnect: () => {
      stays = false;
      reactor.cancel('backoff');
      close();
    },
    reconnect: () => {
      stays = true;
      reactor.cancel('backoff');
      connect();
    },
  };
}

/** Sends the response to one request on its own connection; the reactor drops it when that is gone. */
function answerOn(reactor: Reactor, connection: string, { command, sequence_number }: Pdu): (status: number) => void {
  return (command_status) =>
    reactor.send(
      connection,
      encodePdu({ command: responseOf(command) ?? 'generic_nack', command_status, sequence_number }),
    );
}
