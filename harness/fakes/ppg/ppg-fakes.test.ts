import { expect, test } from '@playwright/test';
import { rehearsalSettings } from '../../reference-impl/rehearsal.ts';
import { fromHex, toHex } from '../../wire/octets.ts';
import { encodePdu } from '../../wire/smpp/pdu.ts';
import type { Fake } from '../define.ts';
import drops from './drops-the-last-octet.fake.ts';
import splits from './splits-the-push.fake.ts';

function submitted(fake: Fake<'ppg'>, push: Uint8Array): readonly string[] {
  const { profile } = rehearsalSettings([], {});
  const options = { profile, variant: [], destination: '15550100001', secondsLeft: null };
  const pdus = fake.policy?.submissions?.(push, options) ?? [];
  return pdus.map((pdu) => toHex(encodePdu({ ...pdu, sequence_number: 1 })));
}

test('the splitting PPG submits 134 octets in two concatenated submit_sm, and 133 like the reference', () => {
  const pieces = submitted(splits, new Uint8Array(134).fill(0x25));
  const header = (index: string): string => toHex(fromHex(`0B 05 04 0B84 23F0 00 03 25 02 ${index}`));
  expect(pieces).toHaveLength(2);
  expect(pieces[0]).toContain(`8c${header('01')}${'25'.repeat(128)}`);
  expect(pieces[1]).toContain(`12${header('02')}${'25'.repeat(6)}`);
  expect(pieces[1]?.endsWith('25')).toBe(true);
  const [whole, ...more] = submitted(splits, new Uint8Array(133).fill(0x25));
  expect(more).toEqual([]);
  expect(whole?.endsWith(toHex(fromHex('0424 0085')) + '25'.repeat(133))).toBe(true);
});

test('the dropping PPG lacks exactly the last octet', () => {
  const [pdu] = submitted(drops, fromHex('01 06 01 83 61 62'));
  expect(pdu?.endsWith(toHex(fromHex('0424 0005 01 06 01 83 61')))).toBe(true);
});
