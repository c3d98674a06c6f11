import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { stage, userDataOf, withSequence, type Stage } from '../../reference-impl/smsc/stage.ts';
import type { Fake } from '../define.ts';
import lastOctetLost from './last-octet-lost-at-exact-multiples.fake.ts';
import oneOctetOver from './one-octet-over-in-one-segment.fake.ts';
import resendsTheWholeGroup from './resends-the-whole-group.fake.ts';
import responseOnAcceptance from './response-on-acceptance.fake.ts';
import secondResponse from './second-response.fake.ts';

const { E02, E03, E05, E06 } = golden.chains;
const SUCCESS = '00000019800001030000000000000011303030303030303100';

/** The faulty SMSC with a PPG and a handset; answers to segments are given by status, in order. */
function played(fake: Fake<'smsc'>, submission: string, statuses: readonly number[]): Stage {
  const smsc = stage({ referenceStart: 0x14, ...fake.policy }, {});
  smsc.connect('ppg', golden.smppPdus.bind_transceiver);
  smsc.connect('hs', golden.smppPdus.bind_receiver);
  smsc.heard('ppg');
  smsc.heard('hs');
  smsc.say('ppg', submission);
  statuses.forEach((status, at) => {
    smsc.say('hs', withSequence(`0000001180000005${status.toString(16).padStart(8, '0')}0000000000`, at + 1));
    if (status !== 0) smsc.passMs(200);
  });
  return smsc;
}

/** Indices of the segments of E06 that went out. */
function indices(smsc: Stage): readonly number[] {
  return smsc.heard('hs').map((hex) => Number.parseInt(userDataOf(hex).slice(22, 24), 16));
}

test('response-on-acceptance answers before the handset has, and only then', () => {
  const smsc = played(responseOnAcceptance, E06.submit, []);
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
  const later = played(responseOnAcceptance, E06.submit, [0, 0, 0]);
  expect(later.heard('ppg')).toEqual([SUCCESS]);
  expect(indices(later)).toEqual([1, 2, 3]);
});

test('second-response answers after the last segment, and again 5 ms later', () => {
  const smsc = played(secondResponse, E06.submit, [0, 0]);
  expect(smsc.heard('ppg')).toEqual([]);
  smsc.say('hs', '0000001180000005000000000000000300');
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
  smsc.passMs(5);
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
  smsc.passMs(10_000);
  expect(smsc.heard('ppg')).toEqual([]);
});

test('one-octet-over-in-one-segment sends 141 octets as one short message, 140 and 142 as they must', () => {
  const sizes = (submission: string): readonly number[] =>
    played(oneOctetOver, submission, [0, 0])
      .heard('hs')
      .map((hex) => userDataOf(hex).length / 2);
  expect(sizes(E02.submit)).toEqual([140]);
  expect(sizes(E03.submit)).toEqual([141]);
  // The payload of E03 with one octet more.
  const more = `${E03.submit}00`.replace('000000D0', '000000D1').replace('04240086', '04240087');
  expect(sizes(more)).toEqual([140, 19]);
});

test('last-octet-lost-at-exact-multiples loses an octet of 256, and none of 257 or 134', () => {
  const sizes = (submission: string): readonly number[] =>
    played(lastOctetLost, submission, [0, 0, 0])
      .heard('hs')
      .map((hex) => userDataOf(hex).length / 2);
  expect(sizes(E05.submit)).toEqual([140, 139]);
  expect(sizes(E06.submit)).toEqual([140, 140, 13]);
  expect(sizes(E03.submit)).toEqual([140, 18]);
});

test('resends-the-whole-group begins anew after a failed segment, and does nothing else when none fails', () => {
  expect(indices(played(resendsTheWholeGroup, E06.submit, [0, 0x64, 0, 0, 0]))).toEqual([1, 2, 1, 2, 3]);
  expect(indices(played(resendsTheWholeGroup, E06.submit, [0, 0, 0]))).toEqual([1, 2, 3]);
  const smsc = played(resendsTheWholeGroup, E06.submit, [0, 0x64, 0, 0, 0]);
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
});
