import { setImmediate } from 'node:timers/promises';
import type { Actor, Effect, Input } from '../core/actor.ts';
import { assert } from '../core/assert.ts';
import { rehearsalAddresses, rehearsalSettings } from '../reference-impl/rehearsal.ts';
import { referencePolicy } from '../reference-impl/smsc/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { decodePdu, encodePdu, type Pdu } from '../wire/smpp/pdu.ts';
import { defineBench, quantile } from './define.ts';

const FEW = 500;
const MANY = 50_000;
/** Two segments. */
const PUSH_OCTETS = 200;
const HOUR_MS = 3_600_000;
/** Transactions in a round, and rounds; one SMSC's turn comes after the other's, so that both meet the same machine. */
const ROUND = 200;
const ROUNDS = 15;
const US = 1_000;

/** Transactions that wait for a handset cost memory, and must not cost others time. */
export default defineBench({
  title: `${MANY} pending transactions in the SMSC`,
  measure: async ({ nowMs, heapOctets }) => {
    const small = openSmsc();
    const large = openSmsc();
    const emptyOctets = heapOctets();
    small.suspend(FEW);
    const fewOctets = heapOctets() - emptyOctets;
    const beforeOctets = heapOctets();
    for (let done = 0; done < MANY; done += FEW) {
      large.suspend(FEW);
      await setImmediate();
    }
    const manyOctets = heapOctets() - beforeOctets;

    const times = { small: [] as number[], large: [] as number[] };
    const round = (smsc: Smsc): number => {
      const beganMs = nowMs();
      for (let at = 0; at < ROUND; at += 1) smsc.complete();
      return ((nowMs() - beganMs) * US) / ROUND;
    };
    for (let at = 0; at < ROUNDS; at += 1) {
      times.small.push(round(small));
      times.large.push(round(large));
      await setImmediate();
    }
    return [
      {
        name: 'octets of a pending transaction beyond its payload',
        value: manyOctets / MANY - PUSH_OCTETS,
        unit: 'octets',
        baseline: fewOctets / FEW - PUSH_OCTETS,
        against: `with ${FEW} pending`,
      },
      {
        name: `time of a transaction beside ${MANY} pending ones`,
        value: quantile(times.large, 0.5),
        unit: 'us',
        baseline: quantile(times.small, 0.5),
        against: `beside ${FEW}`,
      },
    ];
  },
});

type Smsc = {
  /** So many submissions to handsets that do not answer. */
  readonly suspend: (count: number) => void;
  /** One submission whose segments are all acknowledged, up to its response. */
  readonly complete: () => void;
};

const PPG = 'ppg';
const HANDSETS = 'handsets';
const payload = Uint8Array.from({ length: PUSH_OCTETS }, (_, at) => at & 0xff);

function openSmsc(): Smsc {
  const { profile, ...settings } = rehearsalSettings([], { window: Number.MAX_SAFE_INTEGER, deadlineSeconds: null });
  const timers = {
    ...profile.timers,
    transactionMs: HOUR_MS,
    ackMs: HOUR_MS,
    responseMs: 2 * HOUR_MS,
    sessionInitMs: HOUR_MS,
  };
  const make = makeReferenceSmsc({ ...referencePolicy, accepts: () => true });
  const actor: Actor = make(rehearsalAddresses, { ...settings, profile: { ...profile, timers } });
  const tell = (input: Input): readonly Effect[] => actor.react(input, 0);
  const sent = (effects: readonly Effect[], connection: string): readonly Pdu[] =>
    effects.flatMap((effect) =>
      effect.kind === 'send' && effect.connection === connection ? [decodePdu(effect.octets)] : [],
    );
  let sequence = 0;
  let subscriber = 0;
  const connect = (connection: string, command: string): void => {
    tell({ kind: 'opened', connection, service: 'smsc.smpp' });
    const octets = encodePdu({
      command,
      sequence_number: 1,
      fields: { system_id: connection, interface_version: 0x34, address_range: '^1555' },
    });
    const [response] = sent(tell({ kind: 'octets', connection, octets }), connection);
    assert(response?.command_status === 0, `the SMSC takes ${command}`);
  };
  const submit = (): readonly Pdu[] => {
    sequence += 1;
    subscriber += 1;
    const destination_addr = `1555${String(subscriber).padStart(8, '0')}`;
    const octets = encodePdu({
      command: 'data_sm',
      sequence_number: sequence,
      fields: {
        source_addr: '10658000',
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        destination_addr,
        esm_class: 0x02,
        data_coding: 4,
      },
      tlvs: [
        ['destination_port', 2948],
        ['source_port', 9200],
        ['message_payload', payload],
      ],
    });
    const effects = tell({ kind: 'octets', connection: PPG, octets });
    return sent(effects, HANDSETS);
  };
  tell({ kind: 'started' });
  connect(PPG, 'bind_transmitter');
  connect(HANDSETS, 'bind_receiver');
  return {
    suspend: (count) => {
      for (let at = 0; at < count; at += 1)
        assert(submit().length === 1, 'the first segment goes out, and no other yet');
    },
    complete: () => {
      let delivered = submit();
      let answered: readonly Pdu[] = [];
      while (delivered.length > 0) {
        const effects = delivered.flatMap(({ command, sequence_number }) => {
          const octets = encodePdu({ command: `${command}_resp`, sequence_number, fields: { message_id: '' } });
          return tell({ kind: 'octets', connection: HANDSETS, octets });
        });
        delivered = sent(effects, HANDSETS);
        answered = sent(effects, PPG);
      }
      assert(answered.length === 1 && answered[0]?.command_status === 0, 'the push is answered after its last segment');
    },
  };
}
