import type { Actor, Effect, Input } from '../../core/actor.ts';
import type { AddressBook, ChainSettings } from '../../core/settings.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { decodeDeliver } from '../../wire/sm/tpdu.ts';
import { smppFramer } from '../../wire/smpp/framer.ts';
import { decodePdu, encodePdu } from '../../wire/smpp/pdu.ts';
import { UDHI } from '../../wire/smpp/user-data.ts';
import { SHARED } from '../connection.ts';
import { causeOf } from '../../wire/sm/rp-cause.table.ts';
import type { MakeActor } from '../world.ts';
import { makeClock } from './clock.ts';

/** Longest line that is read: a TPDU has at most 164 octets. */
export const MAX_LINE_LENGTH = 64 * 1024;

/** Longest answer of the actor that is read. */
const MAX_PDU_OCTETS = 64 * 1024;
/** Invalid mandatory information (24.011, 8.2.5.4): the TPDU cannot be read. */
const UNREADABLE = 96;

/** A handset that speaks the adapter's JSON lines (cli.md, Handset as IUT). */
export type StdioHandset = {
  /** One line of input; a line that is none of the protocol's is told to `complain`. */
  readonly line: (text: string) => void;
  readonly close: () => void;
};

export type StdioHandsetParts = {
  readonly make: MakeActor;
  readonly settings: Omit<ChainSettings, 'epochUtc'>;
  readonly write: (line: string) => void;
  readonly complain: (what: string) => void;
};

/** Plays a handset on lines of text: TPDUs in, acknowledgements and what is shown out. The actor is the one of every world. */
export function makeStdioHandset({ make, settings, write, complain }: StdioHandsetParts): StdioHandset {
  const profile = {
    ...settings.profile,
    handset: { ...settings.profile.handset, binds: ['shared'] as const },
  };
  let stop = (): void => undefined;
  let deliver: (id: number, tpdu: Uint8Array) => void = () => undefined;

  const begin = (): void => {
    stop();
    const timers = new Map<string, () => void>();
    const ids = new Map<number, number>();
    const framer = smppFramer(MAX_PDU_OCTETS);
    let sequence = 0;
    const clock = makeClock((what) => what());
    const actor: Actor = make(NOWHERE, { ...settings, profile, epochUtc: clock.epochUtc });
    const tell = (input: Input): void => {
      for (const effect of actor.react(input, clock.nowUs())) perform(effect);
    };
    const perform = (effect: Effect): void => {
      if (effect.kind === 'send') answered(effect.octets);
      if (effect.kind === 'present') write(JSON.stringify({ inbox: { hex: toHex(effect.octets) } }));
      if (effect.kind === 'setTimer' || effect.kind === 'cancelTimer') {
        timers.get(effect.timer)?.();
        timers.delete(effect.timer);
      }
      if (effect.kind === 'setTimer') {
        const { timer } = effect;
        timers.set(
          timer,
          clock.schedule(effect.afterUs, () => tell({ kind: 'timer', timer })),
        );
      }
    };
    const answered = (octets: Uint8Array): void => {
      for (const frame of framer.push(octets)) {
        const { sequence_number, command_status } = decodePdu(frame.octets);
        const id = ids.get(sequence_number);
        if (id === undefined) continue;
        ids.delete(sequence_number);
        write(JSON.stringify(command_status === 0 ? { ack: id } : { error: id, cause: causeOf(command_status) }));
      }
    };
    deliver = (id, octets) => {
      const tpdu = decodeDeliver(octets);
      if (tpdu.problems.length > 0) {
        write(JSON.stringify({ error: id, cause: UNREADABLE }));
        return;
      }
      sequence += 1;
      ids.set(sequence, id);
      const pdu = encodePdu({
        command: 'deliver_sm',
        sequence_number: sequence,
        fields: {
          source_addr_ton: tpdu.originator.ton,
          source_addr_npi: tpdu.originator.npi,
          source_addr: tpdu.originator.address,
          dest_addr_ton: profile.smpp.destination.ton,
          dest_addr_npi: profile.smpp.destination.npi,
          destination_addr: settings.numbers[0] ?? '',
          esm_class: tpdu.hasHeader ? UDHI : 0,
          protocol_id: tpdu.protocolId,
          data_coding: tpdu.dataCoding,
          short_message: tpdu.userData,
        },
      });
      tell({ kind: 'octets', connection: SHARED, octets: pdu });
    };
    stop = clock.stop;
    tell({ kind: 'started' });
  };

  const hear = (message: unknown): boolean => {
    if (typeof message !== 'object' || message === null) return false;
    if ('reset' in message) {
      begin();
      write(JSON.stringify({ ready: true }));
      return true;
    }
    if (!('deliver' in message) || typeof message.deliver !== 'object' || message.deliver === null) return false;
    const { deliver: one } = message;
    if (!('id' in one) || !Number.isInteger(one.id) || !('tpdu' in one) || !isHex(one.tpdu)) return false;
    deliver(Number(one.id), fromHex(one.tpdu));
    return true;
  };

  begin();
  return {
    line: (text) => {
      if (text.trim() === '') return;
      if (text.length > MAX_LINE_LENGTH || !hear(parsed(text))) {
        complain('a line that is neither {"deliver":{"id":1,"tpdu":"hex"}} nor {"reset":true}');
      }
    },
    close: () => stop(),
  };
}

const NOWHERE: AddressBook = { of: () => ({ host: '', port: 0 }) };

function isHex(value: unknown): value is string {
  return typeof value === 'string' && /^([0-9a-fA-F]{2})*$/.test(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
