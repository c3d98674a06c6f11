import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import { decodePdu, encodePdu, type Pdu } from '../../wire/smpp/pdu.ts';
import { TRANSACTION_MODE } from './modes.ts';
import { referencePolicy, type EsmeRights, type SmscPolicy } from './policy.ts';
import { stage, type Stage } from './stage.ts';
import { MAX_GROUPS } from './transaction.ts';

const EVERYTHING = referencePolicy.rightsOf('');

/** An SMSC at which ppg1 has these rights, and everybody else all of them; nobody receives. */
function smscWith(rights: Partial<EsmeRights>, policy: Partial<SmscPolicy>): Stage {
  const rightsOf = (systemId: string): EsmeRights => (systemId === 'ppg1' ? { ...EVERYTHING, ...rights } : EVERYTHING);
  const smsc = stage({ rightsOf, ...policy }, {});
  const bind = (name: string, system_id: string, interface_version: number): void =>
    smsc.connect(
      name,
      toHex(
        encodePdu({
          command: 'bind_transmitter',
          sequence_number: 1,
          fields: { system_id, password: 'secret08', interface_version },
        }),
      ),
    );
  bind('a', 'ppg1', 0x34);
  bind('b', 'ppg1', 0x50);
  bind('other', 'hset1', 0x34);
  for (const name of ['a', 'b', 'other']) smsc.heard(name);
  return smsc;
}

let sequence = 100;
function submit(smsc: Stage, on: string, esm_class: number): readonly Pdu[] {
  sequence += 1;
  const fields = { destination_addr: '8613912345678', esm_class, data_coding: 4, short_message: fromHex('41') };
  smsc.say(on, toHex(encodePdu({ command: 'submit_sm', sequence_number: sequence, fields })));
  return smsc.heard(on).map((hex) => decodePdu(fromHex(hex)));
}
function statuses(pdus: readonly Pdu[]): readonly number[] {
  return pdus.map(({ command_status }) => command_status);
}

test('an account submits in the modes that it may use; 3.4 and 5.0 have their own word for the others', () => {
  const smsc = smscWith({ mayUse: (mode) => mode === TRANSACTION_MODE }, {});
  expect(statuses(submit(smsc, 'a', 3))).toEqual([0x45]);
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0x101]);
  expect(statuses(submit(smsc, 'other', 3))).toEqual([0]);
  // A transaction has no outcome yet.
  expect(submit(smsc, 'a', 2)).toEqual([]);
});

test('an account is throttled over all of its sessions, and its credit grows again with time, no further than a second', () => {
  const smsc = smscWith({ perSecond: 2 }, {});
  expect(
    [...submit(smsc, 'a', 3), ...submit(smsc, 'b', 3), ...submit(smsc, 'a', 3)].map((one) => one.command_status),
  ).toEqual([0, 0, 0x58]);
  expect(statuses(submit(smsc, 'other', 3))).toEqual([0]);
  smsc.passMs(499);
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0x58]);
  smsc.passMs(1);
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0]);
  smsc.passMs(10_000);
  const after = [1, 2, 3].flatMap(() => statuses(submit(smsc, 'a', 3)));
  expect(after.filter((status) => status === 0 || status === 0x58)).toEqual([0, 0, 0x58]);
});

test('an account has so many messages under way at most, whatever is stored, scheduled or suspended; what ends makes room', () => {
  const smsc = smscWith({ underWay: 2 }, {});
  expect(statuses(submit(smsc, 'a', 3))).toEqual([0]);
  expect(submit(smsc, 'a', 2)).toEqual([]);
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0x14]);
  expect(statuses(submit(smsc, 'other', 3))).toEqual([0]);
  // The transaction ends: nobody can be reached within its time.
  smsc.passMs(2_000);
  smsc.heard('a');
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0]);
  expect(statuses(submit(smsc, 'b', 3))).toEqual([0x14]);
});

test('congestion_state says to a session of 5.0 how full the SMSC is, and nothing to one of 3.4 or while it is idle', () => {
  const stateOf = ([pdu]: readonly Pdu[]): unknown => pdu?.tlvs.find(({ name }) => name === 'congestion_state')?.value;
  const idle = smscWith({}, {});
  expect([stateOf(submit(idle, 'a', 3)), stateOf(submit(idle, 'b', 3))]).toEqual([undefined, undefined]);
  const { congestionOf } = referencePolicy;
  expect([0, 0.009, 0.01, 0.299, 0.899, 0.9, 1].map(congestionOf)).toEqual([null, null, 1, 29, 89, 90, 100]);
  const asked: number[] = [];
  const congestion = (taken: number): number => {
    asked.push(taken);
    return 42;
  };
  const told = smscWith({}, { congestionOf: congestion });
  expect([stateOf(submit(told, 'a', 3)), stateOf(submit(told, 'b', 3))]).toEqual([undefined, 42]);
  // What the first has left waiting for its handset.
  expect(asked).toEqual([1 / MAX_GROUPS]);
});
