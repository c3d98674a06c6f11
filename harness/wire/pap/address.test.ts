import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseAddress } from './address.ts';

const valid: readonly (readonly [
  address: string,
  value: string,
  type: string,
  digits: string | null,
  specifier: string | null,
])[] = [
  ['WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com', '+8613912345678', 'PLMN', '8613912345678', 'ppg.example.com'],
  [
    '/WAPPUSH=+86-139.1234-5678/TYPE=PLMN/@ppg.example.com',
    '+86-139.1234-5678',
    'PLMN',
    '8613912345678',
    'ppg.example.com',
  ],
  [
    'WAPPUSH=john.doe%40example.com/TYPE=USER@ppg.example.com',
    'john.doe%40example.com',
    'USER',
    null,
    'ppg.example.com',
  ],
  ['WAPPUSH=192.0.2.30/TYPE=IPv4@ppg.example.com', '192.0.2.30', 'IPv4', null, 'ppg.example.com'],
  ['WAPPUSH=+8613912345678/TYPE=PLMN', '+8613912345678', 'PLMN', '8613912345678', null],
  ['wappush=+1555/type=plmn@h', '+1555', 'PLMN', '1555', 'h'],
  ['WAPPUSH=1:2:3:4:5:6:7:ffff/TYPE=IPv6@h', '1:2:3:4:5:6:7:ffff', 'IPv6', null, 'h'],
  ['WAPPUSH=+1555/TYPE=GSM_MSISDN@h', '+1555', 'GSM_MSISDN', null, 'h'],
  ['WAPPUSH=+1555/PORT=a@b c/TYPE=PLMN', '+1555', 'PLMN', '1555', null],
];

for (const [address, value, type, digits, specifier] of valid) {
  test(`address read without a problem: ${address}`, () => {
    expect(parseAddress(address)).toEqual({ value, type, digits, specifier, problem: null });
  });
}

const invalid: readonly (readonly [address: string, problem: string])[] = [
  ['WAPPUSH=+8613912345678@h', 'does not end in /TYPE='],
  ['WAPPUSH=+86139/TYPE=FOO@h', "'FOO' is no address type"],
  ['WAPPUSH=8613912345678/TYPE=PLMN@h', "'8613912345678' is no PLMN address"],
  ['WAPPUSH=+86139a/TYPE=PLMN@h', "'+86139a' is no PLMN address"],
  ['WAPPUSH=+-./TYPE=PLMN@h', "'+-.' is no PLMN address"],
  ['WAPPUSH=+/TYPE=PLMN@h', "'+' is no PLMN address"],
  ['WAPPUSH=1.2.3/TYPE=IPv4@h', "'1.2.3' is no IPv4 address"],
  ['WAPPUSH=::1/TYPE=IPv6@h', "'::1' is no IPv6 address"],
  ['WAPPUSH=a%4/TYPE=USER@h', "'a%4' is no USER address"],
  ['WAPPUSH=+1555/TYPE=PLMN@-h.example', "'-h.example' is no domain name"],
  ['WAPPUSH=+1555/TYPE=PLMN@h..example', "'h..example' is no domain name"],
  ['WAPPUSH=+1555/TYPE=PLMN@', "'' is no domain name"],
  ['WAPPUSH=+1555/FOO/TYPE=PLMN@h', "'FOO' is no keyword=qualifier"],
  ['+1555', 'does not begin with WAPPUSH='],
  ['', 'does not begin with WAPPUSH='],
  [`WAPPUSH=+${'1'.repeat(2_000)}/TYPE=PLMN`, 'longer than 1024 characters'],
];

for (const [address, problem] of invalid) {
  test(`address with a problem: ${address.slice(0, 60) || '(empty)'}`, () => {
    expect(parseAddress(address).problem).toBe(problem);
  });
}

test('a number without + is told to be wrong, and read', () => {
  expect(parseAddress('WAPPUSH=86-139/TYPE=PLMN@h').digits).toBe('86139');
  expect(parseAddress('WAPPUSH=+86139a/TYPE=PLMN@h').digits).toBe(null);
});

test('no text makes the address parser throw', () => {
  const piece = fc.oneof(
    fc.constantFrom('WAPPUSH=', '/TYPE=', 'PLMN', '@', '/', '+1', '%'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const { problem, type } = parseAddress(pieces.join(''));
      assert.ok(problem !== null || type !== '');
    }),
    { numRuns: 500 },
  );
});
