import { expect, test } from '@playwright/test';
import golden from '../../fixtures/golden/examples.json' with { type: 'json' };
import { decodePap } from '../wire/pap/message.ts';
import { decodePdu, encodePdu } from '../wire/smpp/pdu.ts';
import { integrate } from './integrated.ts';
import { p1 } from './ppg/stage.ts';
import { referencePolicy as ppgPolicy } from './ppg/policy.ts';
import { makeReferencePpg } from './ppg/ppg.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse, type Rehearsal } from './rehearsal.ts';
import { referencePolicy as smscPolicy } from './smsc/policy.ts';
import { makeReferenceSmsc } from './smsc/smsc.ts';
import { fromHex } from '../wire/octets.ts';

function integrated(): Rehearsal {
  const settings = rehearsalSettings([], {});
  const smsc = makeReferenceSmsc({ ...smscPolicy, accepts: () => true })(rehearsalAddresses, settings);
  const whole = rehearse(integrate(makeReferencePpg(ppgPolicy)(rehearsalAddresses, settings), smsc));
  whole.start();
  whole.accept('hs', 'smsc.smpp');
  whole.say('hs', fromHex(golden.smppPdus.bind_receiver));
  return whole;
}

test('a push goes from PAP to the handset and its result back, and no connection is asked for but the notification’s', () => {
  const whole = integrated();
  whole.accept('pi', 'ppg.pap');
  whole.say('pi', p1('1@pi.example'));
  expect(whole.sent('pi').map((octets) => decodePap(octets).control?.operation)).toEqual(['push-response']);
  expect([...whole.connects().keys()]).toEqual([]);
  const segment = whole.sent('hs').map(decodePdu).at(-1);
  expect(segment?.command).toBe('deliver_sm');
  whole.say('hs', encodePdu({ command: 'deliver_sm_resp', sequence_number: segment?.sequence_number ?? 0 }));
  const [notify] = [...whole.connects().keys()];
  whole.open(notify ?? '');
  expect(decodePap(whole.sent(notify ?? '')[0] ?? new Uint8Array(0)).control?.attributes['message-state']).toBe(
    'delivered',
  );
});

test('while one push is suspended the gateway takes the next', () => {
  const whole = integrated();
  for (const id of ['1@pi.example', '2@pi.example']) {
    whole.accept(id, 'ppg.pap');
    whole.say(id, p1(id));
    expect(whole.sent(id)).toHaveLength(1);
  }
  expect([...whole.connects().keys()]).toEqual([]);
});
