import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, toHex } from '../../wire/octets.ts';
import { sliceGreedily } from './slice.ts';
import { stage, userDataOf, withSequence } from './stage.ts';

const { bind_transceiver: ppgBind, bind_receiver: handsetBind } = golden.smppPdus;

/** Concatenation references of the worked chains; those that are absent travel as one short message. */
const references: Readonly<Record<string, readonly [bits: 8 | 16, reference: number]>> = {
  E03: [8, 0x12],
  E04: [16, 0x1234],
  E05: [8, 0x13],
  E06: [8, 0x14],
  E07: [16, 0x2345],
  E08: [16, 0x2346],
  E09: [8, 0x33],
  E10: [16, 0x4455],
  E11: [8, 0x34],
  E16: [8, 0x41],
  E17: [16, 0x4142],
};

test('each worked submission goes out as exactly its worked deliver_sm PDUs, one after the other, and is answered last', () => {
  let compared = 0;
  for (const [id, chain] of Object.entries(golden.chains)) {
    if (!('submit' in chain) || !('deliverSm' in chain)) continue;
    const [referenceBits, referenceStart] = references[id] ?? [8, 0];
    const smsc = stage({ referenceBits, referenceStart }, {});
    smsc.connect('ppg', ppgBind);
    smsc.connect('hs', handsetBind);
    smsc.heard('ppg');
    smsc.heard('hs');
    smsc.say('ppg', chain.submit);
    chain.deliverSm.forEach((pdu, at) => {
      assert.deepEqual(smsc.heard('hs'), [withSequence(pdu, at + 1)], `${id}, deliver_sm ${at + 1}`);
      assert.deepEqual(smsc.heard('ppg'), [], `${id}: no answer before deliver_sm ${at + 1} is acknowledged`);
      smsc.say('hs', withSequence('0000001180000005000000000000002100', at + 1));
    });
    const answer = `00000019 8${chain.submit.slice(9, 16)} 00000000 00000011 303030303030303100`;
    assert.deepEqual(smsc.heard('ppg'), [answer.replaceAll(' ', '')], `${id}, response`);
    assert.deepEqual(smsc.heard('hs'), [], `${id}: nothing after the last segment`);
    compared += chain.deliverSm.length;
  }
  expect(compared).toBe(30);
});

test('references count up for each destination and wrap at the size of their counter', () => {
  const smsc = stage({ referenceBits: 8, referenceStart: 0xff }, {});
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('hs');
  const headers: string[] = [];
  for (let push = 0; push < 2; push += 1) {
    smsc.say('ppg', golden.chains.E03.submit);
    for (let segment = 1; segment <= 2; segment += 1) {
      headers.push(...smsc.heard('hs').map((hex) => userDataOf(hex).slice(0, 24)));
      smsc.say('hs', withSequence('0000001180000005000000000000002100', 2 * push + segment));
    }
  }
  expect(headers).toEqual([
    '0b05040b8423f00003ff0201',
    '0b05040b8423f00003ff0202',
    '0b05040b8423f00003000201',
    '0b05040b8423f00003000202',
  ]);
});

test('32,640 octets take 255 segments; one more is refused with 0x01 and nothing is sent', () => {
  const smsc = stage({}, {});
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('ppg');
  smsc.heard('hs');
  /** data_sm from 10658000 to 8613912345678, ports in TLVs, with a message_payload of zeros. */
  const submission = (length: string, payloadLength: string, octets: number): string =>
    `${length} 00000103 00000000 00000011 574150 00 00 01 3130363538303030 00 01 01 38363133393132333435363738 00
     02 00 F5 020A 0002 23F0 020B 0002 0B84 0424 ${payloadLength} ${'00'.repeat(octets)}`;
  smsc.say('ppg', submission('00007FC3', '7F81', 32_641));
  expect(smsc.heard('ppg')).toEqual(['00000010800001030000000100000011']);
  smsc.say('ppg', submission('00007FC2', '7F80', 32_640));
  expect(smsc.heard('ppg')).toEqual([]);
  expect(smsc.heard('hs').map((hex) => userDataOf(hex).slice(0, 24))).toEqual(['0b05040b8423f0000301ff01']);
});

test('escape pairs, UCS2 units and surrogate pairs stay together', () => {
  const cut = (payload: string, capacity: number, alphabet: 'gsm7' | '8bit' | 'ucs2'): readonly string[] =>
    sliceGreedily(fromHex(payload), capacity, alphabet).map(toHex);
  // payload, capacity, alphabet, pieces
  const table = [
    ['61 62 1b 65 63', 3, 'gsm7', ['6162', '1b6563']],
    ['61 62 1b 65 63', 3, '8bit', ['61621b', '6563']],
    ['61 1b', 2, 'gsm7', ['611b']],
    ['0061 0062 0063', 5, 'ucs2', ['00610062', '0063']],
    ['0061 d83d de00 0062', 4, 'ucs2', ['0061', 'd83dde00', '0062']],
    ['d83d de00 0062', 4, 'ucs2', ['d83dde00', '0062']],
    ['', 4, '8bit', []],
  ] as const;
  for (const [payload, capacity, alphabet, pieces] of table) {
    assert.deepEqual(cut(payload, capacity, alphabet), pieces, `${alphabet} ${payload}`);
  }
  expect(table.length).toBe(7);
});
