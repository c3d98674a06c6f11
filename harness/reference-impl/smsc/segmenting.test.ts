import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { concat, fromHex, toHex } from '../../wire/octets.ts';
import { toSeptets } from '../../wire/sm/gsm7.ts';
import { referencePolicy } from './policy.ts';
import { makeReferences } from './references.ts';
import { segment } from './segmenter.ts';
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

test('the worked texts are cut as worked, and packed as on air where the link has them so', () => {
  const bits = 8;
  for (const id of ['E18', 'E19', 'E20'] as const) {
    const { text, segmentUd } = golden.chains[id];
    const content = { kept: [], data: toSeptets(text), alphabet: 'gsm7' } as const;
    const reference = id === 'E19' ? 0x52 : 0x53;
    const policy = { ...referencePolicy, referenceBits: bits, septets: 'packed' } as const;
    const segmented = segment(content, 255, () => reference, policy);
    assert.ok(typeof segmented !== 'string');
    const hex = segmented.segments.map(({ userData }) => toHex(userData));
    assert.deepEqual(
      hex,
      segmentUd.map((one) => one.toLowerCase()),
      id,
    );
  }
  for (const id of ['E21', 'E22', 'E23'] as const) {
    const { segmentUd } = golden.chains[id];
    const headerOctets = id === 'E21' ? 0 : 6;
    const data = concat(...segmentUd.map((one) => fromHex(one).subarray(headerOctets)));
    const reference = id === 'E22' ? 0x62 : 0x63;
    const segmented = segment({ kept: [], data, alphabet: 'ucs2' }, 255, () => reference, referencePolicy);
    assert.ok(typeof segmented !== 'string');
    const hex = segmented.segments.map(({ userData }) => toHex(userData));
    assert.deepEqual(
      hex,
      segmentUd.map((one) => one.toLowerCase()),
      id,
    );
  }
  expect(golden.chains.E20.segmentUd.length).toBe(2);
});

test('a reference is passed over as long as the handset may hold segments under it', () => {
  const references = makeReferences({ ...referencePolicy, referenceStart: 254 });
  const take = (nowUs: number): number | null => references.take('1', nowUs);
  expect([take(0), take(0), take(0)]).toEqual([254, 255, 0]);
  references.giveBack('1', 254, null);
  references.giveBack('1', 255, 4_000);
  for (let reference = 1; reference < 254; reference += 1) assert.equal(take(0), reference);
  expect([take(3_999), take(3_999), take(4_000), take(4_000)]).toEqual([254, null, 255, null]);
  expect(references.take('2', 0)).toBe(254);
});

test('escape pairs, UCS2 units and surrogate pairs stay together', () => {
  const cut = (payload: string, capacity: number, alphabet: 'gsm7' | '8bit' | 'ucs2'): readonly string[] =>
    sliceGreedily(fromHex(payload), capacity, alphabet).map(toHex);
  // payload, capacity, alphabet, pieces
  const table = [
    ['61 62 1b 65 63', 3, 'gsm7', ['6162', '1b6563']],
    ['61 62 1b 65 63', 3, '8bit', ['61621b', '6563']],
    ['61 1b', 2, 'gsm7', ['611b']],
    ['61 1b 1b 65 63', 3, 'gsm7', ['61', '1b1b65', '63']],
    ['1b 1b 1b 1b 61', 2, 'gsm7', ['1b1b', '1b1b', '61']],
    ['0061 0062 0063', 5, 'ucs2', ['00610062', '0063']],
    ['0061 d83d de00 0062', 4, 'ucs2', ['0061', 'd83dde00', '0062']],
    ['d83d de00 0062', 4, 'ucs2', ['d83dde00', '0062']],
    ['', 4, '8bit', []],
  ] as const;
  for (const [payload, capacity, alphabet, pieces] of table) {
    assert.deepEqual(cut(payload, capacity, alphabet), pieces, `${alphabet} ${payload}`);
  }
  expect(table.length).toBe(9);
});
