import type { Actor, Effect, Input } from '../core/actor.ts';
import { uint, text, decodePdu, encodePdu, isResponse, type Pdu } from '../wire/smpp/pdu.ts';
import { smppFramer } from '../wire/smpp/framer.ts';
import type { Framer } from '../wire/framing.ts';
import { MAX_PDU_OCTETS } from './services.ts';
import type { MakeActor, Parties } from './world.ts';

/** What a toy actor does about one whole PDU. */
type OnPdu = (pdu: Pdu, connection: string) => readonly Effect[];

const HOST_PDUS: Readonly<Record<string, string>> = {
  bind_receiver: 'bind_receiver_resp',
  bind_transmitter: 'bind_transmitter_resp',
  bind_transceiver: 'bind_transceiver_resp',
  enquire_link: 'enquire_link_resp',
  unbind: 'unbind_resp',
};

/** Cuts each connection's octets into PDUs and answers what keeps a session up. */
function reader(onPdu: OnPdu): (input: Extract<Input, { kind: 'octets' }>) => readonly Effect[] {
  const framers = new Map<string, Framer>();
  return ({ connection, octets }) => {
    const framer = framers.get(connection) ?? smppFramer(MAX_PDU_OCTETS);
    framers.set(connection, framer);
    return framer.push(octets).flatMap((frame) => {
      const pdu = decodePdu(frame.octets);
      const answer = HOST_PDUS[pdu.command];
      const answers = answer === undefined ? [] : [send(connection, answer, pdu.sequence_number)];
      return [...answers, ...onPdu(pdu, connection)];
    });
  };
}

function send(
  connection: string,
  command: string,
  sequence_number: number,
  fields: Readonly<Record<string, string | number | Uint8Array>> = {},
): Effect {
  return { kind: 'send', connection, octets: encodePdu({ command, sequence_number, fields }) };
}

/** Binds; `submit` {to, octets} sends one submit_sm; `listen` {connection} pauses reading; `stop` unbinds. */
export const toyPpg: MakeActor = (address): Actor => {
  let sequence = 1;
  const read = reader((pdu, connection) => (pdu.command === 'unbind_resp' ? [{ kind: 'close', connection }] : []));
  return {
    react: (input) => {
      const connection = 'to the SMSC';
      if (input.kind === 'started') return [{ kind: 'connect', connection, to: address.of('smsc.smpp'), pco: 'smpp' }];
      if (input.kind === 'opened') return [send(connection, 'bind_transceiver', 1, { system_id: 'toy' })];
      if (input.kind === 'octets') return read(input);
      if (input.kind !== 'command') return [];
      sequence += 1;
      if (input.verb === 'stop') return [send(connection, 'unbind', sequence)];
      if (input.verb === 'deaf') return [{ kind: 'pauseReading', connection }];
      if (input.verb === 'submit') {
        const short_message = new Uint8Array(Number(input.arguments['octets'])).fill(0x61);
        const destination_addr = String(input.arguments['to']);
        return [send(connection, 'submit_sm', sequence, { destination_addr, short_message })];
      }
      return [];
    },
  };
};

/** Answers each submit_sm and passes it on, whole, to whoever is bound as a receiver. */
export const toySmsc: MakeActor = (): Actor => {
  let sequence = 0;
  let receiver: string | null = null;
  const read = reader((pdu, connection) => {
    if (pdu.command === 'bind_receiver') receiver = connection;
    if (pdu.command !== 'submit_sm') return [];
    const answer = send(connection, 'submit_sm_resp', pdu.sequence_number, { message_id: 'x' });
    sequence += 1;
    const { destination_addr = '', short_message = '' } = pdu.fields;
    const segment = { destination_addr, short_message };
    return receiver === null ? [answer] : [answer, send(receiver, 'deliver_sm', sequence, segment)];
  });
  return {
    react: (input) => {
      if (input.kind === 'started') return [{ kind: 'listen', service: 'smsc.smpp', pco: 'smpp' }];
      return input.kind === 'octets' ? read(input) : [];
    },
  };
};

/** Binds as a receiver, acknowledges and shows each deliver_sm. */
export const toyHandset: MakeActor = (address): Actor => {
  const connection = 'radio';
  const read = reader((pdu) => {
    if (isResponse(pdu)) return pdu.command === 'unbind_resp' ? [{ kind: 'close', connection }] : [];
    if (pdu.command !== 'deliver_sm') return [];
    const octets = new Uint8Array(uint(pdu, 'sm_length'));
    const shown: Effect = { kind: 'present', to: text(pdu, 'destination_addr'), from: 'toy', octets };
    return [send(connection, 'deliver_sm_resp', pdu.sequence_number), shown];
  });
  return {
    react: (input) => {
      if (input.kind === 'started') return [{ kind: 'connect', connection, to: address.of('smsc.smpp'), pco: 'sm' }];
      if (input.kind === 'opened') return [send(connection, 'bind_receiver', 1, { address_range: '^1555' })];
      if (input.kind === 'octets') return read(input);
      return input.kind === 'command' && input.verb === 'stop' ? [send(connection, 'unbind', 2)] : [];
    },
  };
};

/** A chain of toys: as much SMPP as a world needs to be tried. */
export const toys: Parties = { ppg: toyPpg, smsc: toySmsc, handset: toyHandset };
