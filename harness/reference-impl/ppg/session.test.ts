import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import { decodePdu, encodePdu } from '../../wire/smpp/pdu.ts';
import { boundStage, makeStage, p1 } from './stage.ts';
import type { Stage } from './stage.ts';

function last(stage: Stage): string {
  return toHex(stage.sent(stage.session()).at(-1) ?? new Uint8Array());
}

function hex(text: string): string {
  return toHex(fromHex(text));
}

test('it binds as transmitter with the account of the built-in chain', () => {
  const stage = makeStage({ variant: ['0x50'], smpp: {}, policy: {} });
  stage.open('smsc 1');
  expect(last(stage)).toBe(
    hex(`00000028 00000002 00000000 00000001 7075736870726F6F66 00 7365637265743038 00 00 50 00 00 00`),
  );
});

test('a refused bind is followed by the next form after back-off, and by longer pauses once all are refused', () => {
  const stage = makeStage({ variant: [], smpp: { binds: ['transmitter', 'transceiver'] }, policy: {} });
  const commands: string[] = [];
  const refuse = (): void => {
    stage.open(stage.session());
    const bind = decodePdu(stage.sent(stage.session()).at(-1) ?? new Uint8Array());
    commands.push(bind.command);
    const { sequence_number } = bind;
    stage.smsc({ command: `${bind.command}_resp`, sequence_number, command_status: 0x0d, headerOnly: true });
  };
  for (const pauseUs of [100_000, 100_000, 100_000, 200_000, 100_000, 400_000]) {
    refuse();
    const before = stage.session();
    stage.pass(pauseUs - 1);
    assert.equal(stage.session(), before);
    stage.pass(1);
    assert.notEqual(stage.session(), before);
  }
  expect(commands.slice(0, 4)).toEqual([
    'bind_transmitter',
    'bind_transceiver',
    'bind_transmitter',
    'bind_transceiver',
  ]);
});

test('an idle session is kept alive, and dropped and built anew when the SMSC is silent', () => {
  const stage = makeStage({ variant: [], smpp: { enquireLinkMs: 1_000 }, policy: {} });
  stage.bind();
  stage.pass(900_000);
  expect(last(stage)).toBe(hex('00000010 00000015 00000000 00000002'));
  stage.smsc({ command: 'enquire_link_resp', sequence_number: 2 });
  stage.pass(900_000);
  expect(last(stage)).toBe(hex('00000010 00000015 00000000 00000003'));
  stage.pass(1_000_000);
  expect(stage.hasClosed('smsc 1')).toBe(true);
  stage.pass(100_000);
  expect(stage.session()).toBe('smsc 2');
});

test('requests of the SMSC are answered while a transaction is suspended', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  const answers: readonly (readonly [string, string])[] = [
    ['00000010 00000015 00000000 00000007', '00000010 80000015 00000000 00000007'],
    ['00000010 000000FF 00000000 00000008', '00000010 80000000 00000003 00000008'],
    ['00000014 00000015 00000000 00000009 00000000', '00000010 80000015 00000002 00000009'],
    ['00000010 00000005 00000000 0000000A', '00000010 80000005 00000002 0000000A'],
    ['00000010 00000006 00000000 0000000B', '00000010 80000006 00000000 0000000B'],
  ];
  for (const [request, response] of answers) {
    stage.say('smsc 1', fromHex(request));
    assert.equal(last(stage), hex(response));
  }
  expect(answers).toHaveLength(5);
});

test('a receipt is answered and changes no transaction', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  stage.smsc({ command: 'deliver_sm', sequence_number: 2, fields: { esm_class: 0x04 } });
  expect(last(stage)).toBe(hex('00000011 80000005 00000000 00000002 00'));
  expect(stage.notifications()).toEqual([]);
});

test('responses, alert_notification and generic_nack are never answered', () => {
  const stage = boundStage();
  const before = stage.sent('smsc 1').length;
  stage.say('smsc 1', fromHex('00000010 80000000 00000003 00000063'));
  stage.say('smsc 1', fromHex('00000010 80000103 00000000 00000063'));
  stage.say('smsc 1', fromHex('00000010 800000FF 00000000 00000063'));
  stage.smsc({ command: 'alert_notification', sequence_number: 5 });
  expect(stage.sent('smsc 1')).toHaveLength(before);
});

test('after unbind nothing is submitted until the next session', () => {
  const stage = boundStage();
  stage.smsc({ command: 'unbind', sequence_number: 1 });
  stage.post(p1('1@pi.example'));
  expect(stage.submissions()).toEqual([]);
  stage.close('smsc 1');
  stage.pass(100_000);
  stage.bind();
  expect(stage.submissions()).toHaveLength(1);
});

test('lost framing is answered by generic_nack 0x02 and a new session', () => {
  for (const length of ['00000000', '0000000F', '7FFFFFFF']) {
    const stage = boundStage();
    stage.say('smsc 1', fromHex(`${length} 00000015 00000000 00000009`));
    assert.equal(last(stage), hex('00000010 80000000 00000002 00000009'));
    assert.ok(stage.hasClosed('smsc 1'));
    stage.pass(100_000);
    assert.equal(stage.session(), 'smsc 2');
  }
  const stage = boundStage();
  stage.say('smsc 1', fromHex('00000010 00000015 00000000 000000'));
  stage.pass(1_000_000);
  expect(stage.hasClosed('smsc 1')).toBe(true);
});

test('sequence numbers run from 1 and come back to 1 after 0x7FFFFFFF', () => {
  const near = makeStage({
    variant: [],
    smpp: {},
    policy: { nextSequence: (sequence) => (sequence === 0 ? 0x7ffffffe : sequence >= 0x7fffffff ? 1 : sequence + 1) },
  });
  near.bind();
  near.post(p1('1'));
  near.post(p1('2'));
  expect(near.submissions().map(({ sequence_number }) => sequence_number)).toEqual([0x7fffffff, 1]);
});

test('PDUs are read however they are cut', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  for (const octet of encodePdu({ command: 'data_sm_resp', sequence_number: 2, fields: { message_id: 'abc' } })) {
    stage.say('smsc 1', Uint8Array.of(octet));
  }
  expect(stage.notifications()).toHaveLength(1);
});

test('broadcast_sm is an unknown command to a PPG of 3.4, and one for an ESME to send to one of 5.0', () => {
  const answers = ['0x34', '0x50'].map((version) => {
    const stage = boundStage(version);
    stage.smsc({ command: 'broadcast_sm', sequence_number: 42 });
    return last(stage);
  });
  expect(answers).toEqual(['0000001080000000000000030000002a', '0000001080000111000000040000002a']);
});
