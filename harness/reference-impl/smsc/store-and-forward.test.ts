import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, latin1, toHex } from '../../wire/octets.ts';
import { decodePdu, encodePdu, type Pdu, type PduInput } from '../../wire/smpp/pdu.ts';
import { stage, type Stage } from './stage.ts';

const { bind_transceiver: ppgBind, bind_receiver: handsetBind } = golden.smppPdus;
const TEXT = fromHex('41 42 43');
const ADDRESSES = { source_addr: '10658000', destination_addr: '8613912345678' };

function bound(): Stage {
  const smsc = stage({}, {});
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('ppg');
  smsc.heard('hs');
  return smsc;
}

function say(smsc: Stage, connection: string, pdu: PduInput): void {
  smsc.say(connection, toHex(encodePdu(pdu)));
}

function submit(smsc: Stage, sequence_number: number, fields: NonNullable<PduInput['fields']>): void {
  say(smsc, 'ppg', {
    command: 'submit_sm',
    sequence_number,
    fields: { ...ADDRESSES, esm_class: 3, data_coding: 4, short_message: TEXT, ...fields },
  });
}

function heard(smsc: Stage, connection: string): readonly Pdu[] {
  return smsc.heard(connection).map((hex) => decodePdu(fromHex(hex)));
}

function said(pdus: readonly Pdu[]): readonly string[] {
  return pdus.map(({ command, command_status, sequence_number }) => `${command} ${command_status} ${sequence_number}`);
}

function textOf(pdu: Pdu | undefined): string {
  const octets = pdu?.fields['short_message'];
  return octets instanceof Uint8Array ? latin1(octets) : '';
}

/** The handset answers its latest deliver_sm. */
function answer(smsc: Stage, command_status: number): void {
  const [latest] = heard(smsc, 'hs').slice(-1);
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: latest?.sequence_number ?? 0, command_status });
}

test('a stored message is answered at once, and its receipt follows its delivery', () => {
  const smsc = bound();
  submit(smsc, 7, { registered_delivery: 1 });
  expect(said(heard(smsc, 'ppg'))).toEqual(['submit_sm_resp 0 7']);
  answer(smsc, 0);
  const [receipt] = heard(smsc, 'ppg');
  expect([receipt?.command, receipt?.fields['esm_class'], receipt?.fields['destination_addr']]).toEqual([
    'deliver_sm',
    4,
    '10658000',
  ]);
  expect(textOf(receipt)).toBe(
    'id:00000001 sub:001 dlvrd:001 submit date:2601020304 done date:2601020304 stat:DELIVRD err:000 text:ABC',
  );
  expect(receipt?.tlvs.map(({ name, value }) => [name, value])).toEqual([
    ['receipted_message_id', '00000001'],
    ['message_state', 2],
  ]);
});

test('a receipt on failure alone says nothing of a success; a datagram and a transaction are never reported, a datagram is tried once', () => {
  const smsc = bound();
  submit(smsc, 7, { registered_delivery: 2 });
  answer(smsc, 0);
  expect(said(heard(smsc, 'ppg'))).toEqual(['submit_sm_resp 0 7']);
  submit(smsc, 8, { registered_delivery: 2 });
  answer(smsc, 0x65);
  expect(textOf(heard(smsc, 'ppg').at(-1))).toContain('stat:UNDELIV');
  submit(smsc, 9, { esm_class: 1, registered_delivery: 1 });
  answer(smsc, 0x64);
  submit(smsc, 10, { esm_class: 2, registered_delivery: 1 });
  answer(smsc, 0);
  smsc.passMs(60_000);
  expect(said(heard(smsc, 'ppg')).filter((one) => !one.startsWith('enquire'))).toEqual([
    'submit_sm_resp 0 9',
    'submit_sm_resp 0 10',
  ]);
});

test('a stored message that failed for now makes way for a push, and comes again after one, two and four retry times', () => {
  const smsc = bound();
  submit(smsc, 7, {});
  answer(smsc, 0x64);
  submit(smsc, 8, { esm_class: 2, short_message: fromHex('44 45 46') });
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['DEF']);
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: 2 });
  for (const pauseMs of [1_000, 2_000, 4_000]) {
    smsc.passMs(pauseMs - 1);
    expect(heard(smsc, 'hs').map(textOf)).toEqual([]);
    smsc.passMs(1);
    const [again] = heard(smsc, 'hs');
    expect(textOf(again)).toBe('ABC');
    const sequence_number = again?.sequence_number ?? 0;
    say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number, command_status: 0x64 });
  }
});

test('an acknowledgement that comes when its message has made way completes that one, and disturbs nothing', () => {
  const smsc = bound();
  submit(smsc, 7, {});
  smsc.passMs(200);
  submit(smsc, 8, { esm_class: 2, short_message: fromHex('44 45 46') });
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['ABC', 'DEF']);
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: 1 });
  expect(heard(smsc, 'hs')).toEqual([]);
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: 2 });
  smsc.passMs(10_000);
  expect(heard(smsc, 'hs')).toEqual([]);
  expect(said(heard(smsc, 'ppg'))).toEqual(['submit_sm_resp 0 7', 'submit_sm_resp 0 8']);
});

test('what waits goes out by its priority, is asked for, replaced and cancelled; what is on its way is not', () => {
  const smsc = bound();
  submit(smsc, 7, {});
  submit(smsc, 8, { short_message: fromHex('42') });
  submit(smsc, 9, { short_message: fromHex('43'), priority_flag: 1 });
  heard(smsc, 'ppg');
  const of = (message_id: string): Readonly<Record<string, string>> => ({ message_id, source_addr: '10658000' });
  const { source_addr, destination_addr } = ADDRESSES;
  say(smsc, 'ppg', { command: 'query_sm', sequence_number: 10, fields: of('00000002') });
  expect(heard(smsc, 'ppg')[0]?.fields).toMatchObject({ message_state: 1, final_date: '' });
  say(smsc, 'ppg', {
    command: 'replace_sm',
    sequence_number: 11,
    fields: { ...of('00000002'), short_message: fromHex('5a') },
  });
  say(smsc, 'ppg', { command: 'replace_sm', sequence_number: 12, fields: of('00000001') });
  const cancel = { message_id: '00000001', source_addr, destination_addr };
  say(smsc, 'ppg', { command: 'cancel_sm', sequence_number: 13, fields: cancel });
  say(smsc, 'ppg', { command: 'cancel_sm', sequence_number: 14, fields: { ...cancel, message_id: '00000009' } });
  expect(said(heard(smsc, 'ppg'))).toEqual([
    'replace_sm_resp 0 11',
    'replace_sm_resp 19 12',
    'cancel_sm_resp 17 13',
    'cancel_sm_resp 12 14',
  ]);
  answer(smsc, 0);
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['C']);
  say(smsc, 'ppg', { command: 'cancel_sm', sequence_number: 15, fields: { source_addr, destination_addr } });
  say(smsc, 'ppg', { command: 'query_sm', sequence_number: 16, fields: of('00000002') });
  const [cancelled, query] = heard(smsc, 'ppg');
  expect(cancelled?.command_status).toBe(0);
  expect(query?.fields).toMatchObject({ message_state: 4, final_date: '260102030405000+' });
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: 2 });
  expect(heard(smsc, 'hs')).toEqual([]);
});

test('a message is asked about by its own sender only, and expires when its validity is over', () => {
  const smsc = bound();
  submit(smsc, 7, { validity_period: '000000000003000R', registered_delivery: 1 });
  answer(smsc, 0x64);
  heard(smsc, 'ppg');
  say(smsc, 'ppg', {
    command: 'query_sm',
    sequence_number: 8,
    fields: { message_id: '00000001', source_addr: '1' },
  });
  expect(said(heard(smsc, 'ppg'))).toEqual(['query_sm_resp 12 8']);
  smsc.passMs(3_000);
  expect(textOf(heard(smsc, 'ppg').at(-1))).toContain('stat:EXPIRED');
});

test('a stored message is sent when its time has come, relative or absolute, and is asked for until then', () => {
  const smsc = bound();
  submit(smsc, 7, { schedule_delivery_time: '000000000010000R' });
  // The clock of the rehearsal begins at 2026-01-02T03:04:05Z.
  submit(smsc, 8, { schedule_delivery_time: '260102030420000+', short_message: fromHex('42') });
  expect(said(heard(smsc, 'ppg'))).toEqual(['submit_sm_resp 0 7', 'submit_sm_resp 0 8']);
  say(smsc, 'ppg', {
    command: 'query_sm',
    sequence_number: 9,
    fields: { message_id: '00000001', source_addr: '10658000' },
  });
  // On a session of 3.4, which has no SCHEDULED.
  expect(heard(smsc, 'ppg')[0]?.fields).toMatchObject({ message_state: 1, final_date: '' });
  smsc.passMs(9_999);
  expect(heard(smsc, 'hs')).toEqual([]);
  smsc.passMs(1);
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['ABC']);
  say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number: 1 });
  smsc.passMs(4_999);
  expect(heard(smsc, 'hs')).toEqual([]);
  smsc.passMs(1);
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['B']);
});

const UNTIMELY: readonly (readonly [what: string, fields: NonNullable<PduInput['fields']>, status: number])[] = [
  ['a time that is over', { schedule_delivery_time: '260102030404000+' }, 0x61],
  ['no time', { schedule_delivery_time: 'tomorrow' }, 0x61],
  ['a time beyond a week', { schedule_delivery_time: '000008000000000R' }, 0x61],
  ['a datagram', { schedule_delivery_time: '000000000010000R', esm_class: 1 }, 0x61],
  ['a validity that is over', { validity_period: '260102030404000+' }, 0x62],
  ['a datagram that replaces', { replace_if_present_flag: 1, esm_class: 1 }, 0x42],
];
for (const [what, fields, status] of UNTIMELY) {
  test(`${what} is refused`, () => {
    const smsc = bound();
    submit(smsc, 7, fields);
    smsc.passMs(10_000);
    expect([said(heard(smsc, 'ppg')), heard(smsc, 'hs')]).toEqual([[`submit_sm_resp ${status} 7`], []]);
  });
}

test('what waits for its time is cancelled, or replaced without losing it; what outlives its validity expires unsent', () => {
  const smsc = bound();
  for (const sequence of [7, 8]) submit(smsc, sequence, { schedule_delivery_time: '000000000010000R' });
  submit(smsc, 9, {
    schedule_delivery_time: '000000000010000R',
    validity_period: '000000000004000R',
    registered_delivery: 1,
  });
  heard(smsc, 'ppg');
  smsc.passMs(2_000);
  const of = (message_id: string): Readonly<Record<string, string>> => ({ message_id, ...ADDRESSES });
  say(smsc, 'ppg', { command: 'cancel_sm', sequence_number: 10, fields: of('00000001') });
  say(smsc, 'ppg', {
    command: 'replace_sm',
    sequence_number: 11,
    fields: { message_id: '00000002', source_addr: '10658000', short_message: fromHex('5a') },
  });
  expect(said(heard(smsc, 'ppg'))).toEqual(['cancel_sm_resp 0 10', 'replace_sm_resp 0 11']);
  smsc.passMs(2_000);
  expect(textOf(heard(smsc, 'ppg')[0])).toContain('stat:EXPIRED');
  smsc.passMs(5_999);
  expect(heard(smsc, 'hs')).toEqual([]);
  smsc.passMs(1);
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['Z']);
});

test('a message that is replaced keeps the time that it is given, and its own where what it is given is none', () => {
  const smsc = bound();
  submit(smsc, 7, { schedule_delivery_time: '000000000005000R' });
  const replace = (sequence_number: number, fields: Readonly<Record<string, string | Uint8Array>>): void =>
    say(smsc, 'ppg', {
      command: 'replace_sm',
      sequence_number,
      fields: { message_id: '00000001', source_addr: '10658000', short_message: fromHex('5a'), ...fields },
    });
  heard(smsc, 'ppg');
  replace(8, { schedule_delivery_time: 'tomorrow' });
  replace(9, { validity_period: '250101000000000+' });
  expect(said(heard(smsc, 'ppg'))).toEqual(['replace_sm_resp 97 8', 'replace_sm_resp 98 9']);
  replace(10, { schedule_delivery_time: '000000000010000R' });
  expect(said(heard(smsc, 'ppg'))).toEqual(['replace_sm_resp 0 10']);
  smsc.passMs(9_999);
  expect(heard(smsc, 'hs')).toEqual([]);
  smsc.passMs(1);
  expect(heard(smsc, 'hs').map(textOf)).toEqual(['Z']);
});

test('replace_if_present takes the place of what waits for the same subscriber from the same sender, and of nothing else', () => {
  const smsc = bound();
  submit(smsc, 7, {});
  submit(smsc, 8, { short_message: fromHex('42') });
  submit(smsc, 9, { short_message: fromHex('43'), service_type: 'CMT' });
  submit(smsc, 10, { short_message: fromHex('44'), replace_if_present_flag: 1 });
  expect(said(heard(smsc, 'ppg')).length).toBe(4);
  const sent: string[] = [];
  for (let sequence_number = 1; sequence_number <= 4; sequence_number += 1) {
    sent.push(...heard(smsc, 'hs').map(textOf));
    say(smsc, 'hs', { command: 'deliver_sm_resp', sequence_number });
  }
  // The first was on its way already.
  expect(sent).toEqual(['ABC', 'C', 'D']);
});

test('an absolute validity expires at its moment', () => {
  const smsc = bound();
  submit(smsc, 7, { validity_period: '260102030408000+', registered_delivery: 1 });
  answer(smsc, 0x64);
  heard(smsc, 'ppg');
  smsc.passMs(2_999);
  expect(heard(smsc, 'ppg')).toEqual([]);
  smsc.passMs(1);
  expect(textOf(heard(smsc, 'ppg').at(-1))).toContain('stat:EXPIRED');
});
