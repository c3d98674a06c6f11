import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { stage, userDataOf, withSequence, type Stage } from './stage.ts';

const { bind_transceiver: ppgBind, bind_receiver: handsetBind } = golden.smppPdus;
const { E01 } = golden.chains;

function bound(): Stage {
  const smsc = stage({}, {});
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('ppg');
  smsc.heard('hs');
  return smsc;
}

function command(smsc: Stage, verb: string, args: Readonly<Record<string, unknown>>): void {
  smsc.rehearsal.tell({ kind: 'command', verb, arguments: args });
}

/** Submits E01 and lets the handset take it. */
function deliver(smsc: Stage, sequence: number): void {
  smsc.say('ppg', withSequence(E01.submit, sequence));
  for (const hex of smsc.heard('hs')) {
    smsc.say('hs', withSequence('0000001180000005000000000000000000', Number.parseInt(hex.slice(24, 32), 16)));
  }
}

test('held responses go out at the release, in the order asked for, and count for the window until then', () => {
  const smsc = bound();
  command(smsc, 'hold', {});
  for (let sequence = 1; sequence <= 11; sequence += 1) deliver(smsc, sequence);
  expect(smsc.heard('ppg').map((hex) => hex.slice(16, 32))).toEqual(['000000580000000b']);
  command(smsc, 'release', { order: 'reverse' });
  expect(smsc.heard('ppg').map((hex) => Number.parseInt(hex.slice(24, 32), 16))).toEqual([
    10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
  ]);
  deliver(smsc, 12);
  expect(smsc.heard('ppg').map((hex) => hex.slice(16, 32))).toEqual(['000000000000000c']);
});

test('answer gives the next submissions a status at once and delivers nothing', () => {
  const smsc = bound();
  command(smsc, 'answer', { status: 0x58, times: 2 });
  for (let sequence = 1; sequence <= 3; sequence += 1) deliver(smsc, sequence);
  expect(smsc.heard('ppg').map((hex) => hex.slice(16, 32))).toEqual([
    '0000005800000001',
    '0000005800000002',
    '0000000000000003',
  ]);
});

test('congestion_state stands in the responses as long as it is asked for', () => {
  const smsc = bound();
  command(smsc, 'congestion', { state: 100 });
  deliver(smsc, 1);
  command(smsc, 'congestion', {});
  deliver(smsc, 2);
  expect(smsc.heard('ppg')).toEqual([
    '0000001e800001030000000000000001303030303030303100' + '0428000164',
    '00000019800001030000000000000002303030303030303200',
  ]);
});

test('refused binds are followed by accepted ones; unbind and disconnect are for the sessions that may submit', () => {
  const smsc = bound();
  command(smsc, 'refuseBinds', { times: 1 });
  smsc.connect('again', ppgBind);
  smsc.say('again', ppgBind);
  expect(smsc.heard('again').map((hex) => hex.slice(16, 24))).toEqual(['0000000d', '00000000']);
  command(smsc, 'unbind', {});
  expect(smsc.heard('ppg')).toEqual(['00000010000000060000000000000001']);
  smsc.say('ppg', '00000010800000060000000000000001');
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(true);
  command(smsc, 'disconnect', {});
  expect(smsc.rehearsal.hasClosed('again')).toBe(true);
  expect(smsc.rehearsal.hasClosed('hs')).toBe(false);
  expect(smsc.heard('hs')).toEqual([]);
});

test('references have 16 bits from when a case asks for it', () => {
  const smsc = bound();
  command(smsc, 'references', { bits: 16 });
  smsc.say('ppg', golden.chains.E03.submit);
  // UDHL, ports 2948 and 9200, then reference 1 in two octets, of 2, the first.
  const header = '0c 0504 0b84 23f0 0804 0001 02 01'.replaceAll(' ', '');
  expect(smsc.heard('hs').map((hex) => userDataOf(hex).slice(0, header.length))).toEqual([header]);
});
