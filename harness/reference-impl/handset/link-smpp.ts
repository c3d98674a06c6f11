import type { Effect, Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import type { Framer } from '../../wire/framing.ts';
import { readUint } from '../../wire/decode.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import { HEADER_OCTETS, smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu, isResponse, type Pdu } from '../../wire/smpp/pdu.ts';

/** Limits of smpp.md 12. */
const MAX_PDU_OCTETS = 70_000;
/** The connection that the world delivers on when the handset side shares the PPG's session. */
export const SHARED = 'shared';

const RINVCMDLEN = 0x02;
const RINVCMDID = 0x03;
const RINVBNDSTS = 0x04;
/** PDUs that may carry a short message to the handset. */
const DELIVERIES: readonly string[] = ['deliver_sm', 'data_sm'];

export type Account = { readonly systemId: string; readonly password: string };

export type LinkOptions = {
  readonly profile: Profile;
  readonly account: Account;
  readonly smsc: Endpoint;
  readonly emit: (effect: Effect) => void;
  readonly delivered: (connection: string, pdu: Pdu, nowUs: number) => void;
};

/** The handset side's session with the SMSC. */
export type Link = {
  readonly start: () => void;
  readonly opened: (connection: string) => void;
  readonly octets: (connection: string, octets: Uint8Array, nowUs: number) => void;
  readonly closed: (connection: string) => void;
  readonly timer: (what: string, nowUs: number) => void;
  /** Answers a deliver_sm or data_sm, unless its connection is gone. */
  readonly answer: (connection: string, request: Pdu, status: number) => void;
  readonly disconnect: () => void;
  readonly reconnect: () => void;
};

/** Names of the link's timers. */
export const LINK_TIMERS = ['backoff', 'idle', 'link'] as const;

/** Binds by the forms that the profile names, in their order, and comes back after a loss. */
export function makeLink({ profile, account, smsc, emit, delivered }: LinkOptions): Link {
  const forms = profile.handset.binds.filter((form) => form !== 'shared');
  const isShared = forms.length === 0;
  const sharedFramer = smppFramer(MAX_PDU_OCTETS);
  let connection: string | null = null;
  let framer: Framer = smppFramer(MAX_PDU_OCTETS);
  let state: 'closed' | 'binding' | 'bound' = 'closed';
  let connections = 0;
  let form = 0;
  let sequence = 1;
  let lastUs = 0;
  let stays = true;

  const send = (octets: Uint8Array): void => {
    if (connection !== null) emit({ kind: 'send', connection, octets });
  };
  const request = (command: string, fields: Readonly<Record<string, string | number>>): void => {
    send(encodePdu({ command, sequence_number: sequence, fields }));
    sequence += 1;
  };
  const connect = (): void => {
    if (isShared || connection !== null) return;
    connections += 1;
    connection = `sm-${connections}`;
    emit({ kind: 'connect', connection, to: smsc, pco: 'sm' });
  };
  const setTimer = (timer: string, afterMs: number): void => {
    emit({ kind: 'setTimer', timer, afterUs: Math.ceil(afterMs * 1000) });
  };
  const lose = (): void => {
    connection = null;
    state = 'closed';
    for (const timer of ['idle', 'link']) emit({ kind: 'cancelTimer', timer });
    if (stays) setTimer('backoff', profile.timers.backoffMs);
  };
  const close = (): void => {
    if (connection === null) return;
    emit({ kind: 'close', connection });
    lose();
  };

  const bind = (): void => {
    state = 'binding';
    request(`bind_${forms[form] ?? 'receiver'}`, {
      system_id: account.systemId,
      password: account.password,
      system_type: profile.smpp.systemType,
      interface_version: profile.smpp.interfaceVersion,
      address_range: profile.handset.addressRange,
    });
  };
  /** A refused form is followed by the next one; after the last the first again, on a new connection. */
  const onBindResponse = (status: number): void => {
    if (status === 0) {
      state = 'bound';
      form = 0;
      setTimer('idle', profile.smpp.enquireLinkMs);
      return;
    }
    form = (form + 1) % forms.length;
    if (form > 0) bind();
    else close();
  };

  const answerHeader = (on: string, pdu: Pdu, status: number): void => {
    const command = responseOf(pdu.command) ?? 'generic_nack';
    const octets = encodePdu({
      command,
      command_status: status,
      sequence_number: pdu.sequence_number,
      headerOnly: true,
    });
    emit({ kind: 'send', connection: on, octets });
  };

  const onPdu = (on: string, pdu: Pdu, nowUs: number): void => {
    lastUs = nowUs;
    if (on === SHARED) {
      if (DELIVERIES.includes(pdu.command)) delivered(on, pdu, nowUs);
      return;
    }
    if (isResponse(pdu)) {
      emit({ kind: 'cancelTimer', timer: 'link' });
      if (state === 'binding') onBindResponse(pdu.command === 'generic_nack' ? RINVCMDID : pdu.command_status);
      return;
    }
    if (pdu.command === 'enquire_link') answerHeader(on, pdu, 0);
    else if (pdu.command === 'unbind') {
      answerHeader(on, pdu, 0);
      close();
    } else if (DELIVERIES.includes(pdu.command) && state === 'bound') delivered(on, pdu, nowUs);
    else if (pdu.command !== 'alert_notification')
      answerHeader(on, pdu, pdu.command === 'unknown' ? RINVCMDID : RINVBNDSTS);
  };

  const onOctets = (on: string, octets: Uint8Array, nowUs: number): void => {
    for (const frame of (on === SHARED ? sharedFramer : framer).push(octets)) {
      if (frame.problem === null) onPdu(on, decodePdu(frame.octets), nowUs);
      else {
        const sequence_number = frame.octets.length < HEADER_OCTETS ? 0 : readUint(frame.octets, HEADER_OCTETS - 4, 4);
        const head = { command: 'generic_nack', command_status: RINVCMDLEN, sequence_number };
        emit({ kind: 'send', connection: on, octets: encodePdu(head) });
        if (on === connection) close();
      }
      if (on !== SHARED && on !== connection) return;
    }
  };

  const onIdle = (nowUs: number): void => {
    const leftMs = profile.smpp.enquireLinkMs - (nowUs - lastUs) / 1000;
    if (leftMs <= 0) {
      request('enquire_link', {});
      setTimer('link', profile.timers.linkMs);
    }
    setTimer('idle', leftMs > 0 ? leftMs : profile.smpp.enquireLinkMs);
  };

  return {
    start: connect,
    opened: (opened) => {
      if (opened !== connection) return;
      framer = smppFramer(MAX_PDU_OCTETS);
      form = 0;
      bind();
    },
    octets: (on, octets, nowUs) => {
      if (on === connection || on === SHARED) onOctets(on, octets, nowUs);
    },
    closed: (closed) => {
      if (closed === connection) lose();
    },
    timer: (what, nowUs) => {
      if (what === 'backoff' && stays) connect();
      if (what === 'link') close();
      if (what === 'idle' && state === 'bound') onIdle(nowUs);
    },
    answer: (on, pdu, status) => {
      if (on !== connection && on !== SHARED) return;
      const command = responseOf(pdu.command) ?? 'generic_nack';
      const head = { command, command_status: status, sequence_number: pdu.sequence_number };
      emit({ kind: 'send', connection: on, octets: encodePdu(head) });
    },
    disconnect: () => {
      stays = false;
      emit({ kind: 'cancelTimer', timer: 'backoff' });
      close();
    },
    reconnect: () => {
      stays = true;
      connect();
    },
  };
}
