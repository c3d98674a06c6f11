import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import { makeReactor } from '../reactor.ts';
import { rehearsalSettings, rehearse } from '../rehearsal.ts';
import { makeOutbound, MAX_OUTBOUND, OUTBIND_SERVICE } from './outbound.ts';
import { referencePolicy } from './policy.ts';

/** outbind of `pushproof` with `outbind8` (SMPP 3.4, 4.1.7), counted by hand. */
const OUTBIND = '000000230000000b0000000000000001' + '7075736870726f6f6600' + '6f757462696e643800';
const WRONG = OUTBIND.replace('6f757462696e643800', '6f757462696e643900');
/** An SMSC that lets the receiver in, and asks it for a sign of life. */
const BOUND = '00000011800000010000000000000001' + '00';
const ENQUIRY = '00000010000000150000000000000002';

function outbound() {
  const { profile } = rehearsalSettings([], {});
  const actor = makeReactor((reactor) => {
    const one = makeOutbound({ reactor, policy: referencePolicy, profile, interfaceVersion: 0x34 });
    return {
      started: () => reactor.listen(OUTBIND_SERVICE, 'smpp'),
      accepted: one.accept,
      command: one.stop,
    };
  });
  const rehearsal = rehearse(actor);
  rehearsal.start();
  const connect = (name: string): void => rehearsal.accept(name, OUTBIND_SERVICE);
  const say = (name: string, hex: string): void => void rehearsal.say(name, fromHex(hex));
  const heard = (name: string): readonly string[] => rehearsal.sent(name).map(toHex);
  return { rehearsal, connect, say, heard };
}

test('an SMSC that is known is bound to as a receiver, and served', () => {
  const { connect, say, heard } = outbound();
  connect('a');
  say('a', OUTBIND);
  expect(heard('a').map((hex) => hex.slice(8, 16))).toEqual(['00000001']);
  say('a', BOUND);
  say('a', ENQUIRY);
  expect(heard('a').at(-1)).toBe('00000010800000150000000000000002');
});

const UNWELCOME: readonly (readonly [what: string, hex: string])[] = [
  ['another password', WRONG],
  ['another request', ENQUIRY],
  ['outbind with something behind it', OUTBIND + ENQUIRY],
  ['a length that no PDU has', '0000000f0000000b0000000000000001'],
];
for (const [what, hex] of UNWELCOME) {
  test(`${what} is not bound to: the connection is closed without a word`, () => {
    const { rehearsal, connect, say, heard } = outbound();
    connect('a');
    say('a', hex);
    expect([heard('a'), rehearsal.hasClosed('a')]).toEqual([[], true]);
  });
}

test('whoever connects and says nothing is let go when session_init_timer ends', () => {
  const { rehearsal, connect } = outbound();
  connect('a');
  const initMs = rehearsalSettings([], {}).profile.timers.sessionInitMs ?? 5_000;
  rehearsal.pass(initMs * 1_000 - 1);
  expect(rehearsal.hasClosed('a')).toBe(false);
  rehearsal.pass(1);
  expect(rehearsal.hasClosed('a')).toBe(true);
});

test('one connection more than are held is closed, until one of them has gone', () => {
  const { rehearsal, connect, say, heard } = outbound();
  for (let at = 0; at < MAX_OUTBOUND; at += 1) connect(`c${at}`);
  connect('surplus');
  expect(rehearsal.hasClosed('surplus')).toBe(true);
  say('c0', OUTBIND);
  rehearsal.close('c0');
  connect('later');
  say('later', OUTBIND);
  expect([rehearsal.hasClosed('later'), heard('later').length]).toEqual([false, 1]);
});
