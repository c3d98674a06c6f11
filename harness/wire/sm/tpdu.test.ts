import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, latin1, toHex } from '../octets.ts';
import { decodeDeliver, encodeDeliver } from './tpdu.ts';

type Worked = { readonly smsDeliverTpdu: readonly string[]; readonly segmentUd: readonly string[] };
const worked = Object.entries(golden.chains as Readonly<Record<string, Worked>>);

test('every worked SMS-DELIVER is read without a problem, its user data as worked, and written back octet by octet', () => {
  let read = 0;
  for (const [name, { smsDeliverTpdu, segmentUd }] of worked) {
    for (const [at, hex] of smsDeliverTpdu.entries()) {
      const tpdu = decodeDeliver(fromHex(hex));
      assert.deepEqual(tpdu.problems, [], name);
      assert.deepEqual(tpdu.originator, { address: '10658000', ton: 0, npi: 1 }, name);
      if (tpdu.dataCoding !== 0) assert.equal(toHex(tpdu.userData), segmentUd[at]?.toLowerCase(), name);
      assert.equal(toHex(encodeDeliver(tpdu)), hex.toLowerCase(), name);
      read += 1;
    }
  }
  expect(read).toBe(40);
});

test('the septets behind a header of six octets begin after one fill bit', () => {
  const [first, second] = golden.chains.E19.smsDeliverTpdu.map((hex) => decodeDeliver(fromHex(hex)).userData);
  const text = (userData: Uint8Array | undefined): string => latin1(userData?.subarray(6) ?? new Uint8Array(0));
  expect(text(first) + text(second)).toBe(golden.chains.E19.text);
  expect(toHex(second?.subarray(0, 6) ?? new Uint8Array(0))).toBe('050003520202');
});

test('an international, an odd and an alphanumeric originator are read and written', () => {
  const of = (address: string): unknown => {
    const octets = fromHex(`04 ${address} 00 04 62102030405023 01 aa`);
    assert.equal(toHex(encodeDeliver(decodeDeliver(octets))), toHex(octets));
    return decodeDeliver(octets).originator;
  };
  expect(of('0b 91 5155100010f1')).toEqual({ address: '15550100011', ton: 1, npi: 1 });
  expect(of('07 d0 c2b07b0d')).toEqual({ address: 'Bank', ton: 5, npi: 0 });
});

test('what is cut off, too long or no SMS-DELIVER has problems, and is read as far as it goes', () => {
  const whole = '4408810156080000F56210203040502306 0504 0B8423F0';
  const octets = fromHex(whole);
  const problems = Array.from(
    { length: octets.length },
    (_, end) => decodeDeliver(octets.subarray(0, end)).problems.length,
  );
  expect(problems.every((count) => count > 0)).toBe(true);
  expect(decodeDeliver(fromHex(`${whole} 00`)).problems.map(({ field }) => field)).toEqual(['TP-UD']);
  expect(decodeDeliver(fromHex(`45${whole.slice(2)}`)).problems.map(({ field }) => field)).toEqual(['TP-MTI']);
});
