import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { BIND_RECEIVER_RESP, bound, deliverSm, stage } from './stage.ts';

const { E01, E03 } = golden.chains;
const PUSH = '06 05040b8423f0 010601beaa';
const OK = ['00000000'];

test('it binds as receiver with the built-in account and its address_range', () => {
  const handset = stage({}, {});
  expect([...handset.rehearsal.connects()]).toEqual([['sm-1', { host: '127.0.0.1', port: 2775 }]]);
  handset.rehearsal.open('sm-1');
  expect(handset.heard('sm-1')).toEqual([
    '00000041000000010000000000000001' +
      '7075736870726f6f6600' +
      '736563726574303800' +
      '0034' +
      '0000' +
      '5e38363133393132333435283637387c3637397c3638302924' +
      '00',
  ]);
});

test('a refused form is followed by the next one, the last one by a new connection after a pause', () => {
  const handset = stage({}, { binds: ['receiver', 'transceiver'] });
  handset.rehearsal.open('sm-1');
  handset.say('sm-1', '00000010800000010000000d00000001');
  expect(handset.heard('sm-1').map((hex) => hex.slice(8, 16))).toEqual(['00000001', '00000009']);
  handset.say('sm-1', '00000010800000000000000300000002');
  expect(handset.rehearsal.hasClosed('sm-1')).toBe(true);
  handset.passMs(99);
  expect([...handset.rehearsal.connects().keys()]).toEqual(['sm-1']);
  handset.passMs(1);
  expect([...handset.rehearsal.connects().keys()]).toEqual(['sm-1', 'sm-2']);
  handset.rehearsal.open('sm-2');
  expect(handset.heard('sm-2').map((hex) => hex.slice(8, 16))).toEqual(['00000001']);
});

const BIND_RECEIVER = '00000001';
const BIND_TRANSCEIVER = '00000009';

test('a form that is answered by closing is followed by the next one; a form that follows a refusal is tried again', () => {
  const asked = (handset: ReturnType<typeof stage>, connection: string): readonly string[] =>
    handset.heard(connection).map((hex) => hex.slice(8, 16));
  const closed = stage({}, { binds: ['receiver', 'transceiver', 'shared'] });
  closed.rehearsal.open('sm-1');
  closed.rehearsal.close('sm-1');
  closed.passMs(100);
  closed.rehearsal.open('sm-2');
  expect(asked(closed, 'sm-2')).toEqual([BIND_TRANSCEIVER]);

  const refused = stage({}, { binds: ['receiver', 'transceiver'] });
  refused.rehearsal.open('sm-1');
  refused.say('sm-1', '00000010800000010000000d00000001');
  expect(asked(refused, 'sm-1')).toEqual([BIND_RECEIVER, BIND_TRANSCEIVER]);
  refused.rehearsal.close('sm-1');
  refused.passMs(100);
  refused.rehearsal.open('sm-2');
  expect(asked(refused, 'sm-2')).toEqual([BIND_TRANSCEIVER]);
});

test('with a session of its own it also takes what the world delivers of the PPG’s session', () => {
  const handset = bound({});
  handset.say('shared', deliverSm(7, PUSH, '3130363538303030'));
  expect(handset.heard('shared')).toEqual(['0000001180000005000000000000000700']);
  expect(handset.shown()).toEqual(['8613912345678 010601beaa']);
});

test('a number in national form is the subscriber’s, with TON 2 only', () => {
  const handset = bound({});
  const national = deliverSm(1, PUSH, '3130363538303030').replace(
    '0101383631333931323334353637',
    '0201303031333931323334353637',
  );
  handset.say('sm-1', national);
  handset.say('sm-1', national.replace('0201303031', '0101303031'));
  expect(handset.heard('sm-1').map((hex) => hex.slice(16, 24))).toEqual(['00000000', '00000065']);
});

test('a lost connection comes back after a pause, unless a case asked it to stay away', () => {
  const handset = bound({});
  handset.rehearsal.close('sm-1');
  handset.passMs(100);
  handset.rehearsal.open('sm-2');
  handset.command('disconnect', {});
  expect(handset.rehearsal.hasClosed('sm-2')).toBe(true);
  handset.passMs(60_000);
  expect([...handset.rehearsal.connects().keys()]).toEqual(['sm-1', 'sm-2']);
  handset.command('reconnect', {});
  expect([...handset.rehearsal.connects().keys()]).toEqual(['sm-1', 'sm-2', 'sm-3']);
});

test('enquire_link and unbind are answered, unknown commands too, responses never', () => {
  const handset = bound({});
  handset.say('sm-1', golden.smppPdus.enquire_link);
  handset.say('sm-1', golden.malformedSmpp['unknown command_id 0x000000FF']);
  handset.say('sm-1', golden.smppPdus['generic_nack ESME_RINVCMDID']);
  handset.say('sm-1', golden.smppPdus.alert_notification);
  handset.say('sm-1', golden.smppPdus['submit_sm_resp success']);
  handset.say('sm-1', golden.smppPdus.unbind);
  expect(handset.heard('sm-1')).toEqual([
    '00000010800000150000000000000002',
    '0000001080000000000000030000000a',
    '0000001080000006000000007fffffff',
  ]);
  expect(handset.rehearsal.hasClosed('sm-1')).toBe(true);
});

test('an idle session is checked, and given up when the check is not answered', () => {
  const handset = bound({});
  handset.passMs(30_000);
  expect(handset.heard('sm-1')).toEqual(['00000010000000150000000000000002']);
  handset.say('sm-1', '00000010800000150000000000000002');
  handset.passMs(30_000);
  expect(handset.rehearsal.hasClosed('sm-1')).toBe(false);
  handset.passMs(500);
  expect(handset.rehearsal.hasClosed('sm-1')).toBe(true);
});

test('lost framing gets generic_nack 0x02 and a new connection', () => {
  const handset = bound({});
  handset.say('sm-1', golden.malformedSmpp['command_length 0x7FFFFFFF']);
  expect(handset.heard('sm-1')).toEqual(['00000010800000000000000200000001']);
  expect(handset.rehearsal.hasClosed('sm-1')).toBe(true);
});

test('a delivery receipt, a malformed deliver_sm and a number of nobody are answered and shown to nobody', () => {
  const handset = bound({});
  handset.say('sm-1', golden.smppPdus['deliver_sm delivery receipt']);
  handset.say('sm-1', deliverSm(2, PUSH, '3130363538303030').replace('0000000000f5000c', '0000000000f5000d'));
  handset.say('sm-1', (E01.deliverSm[0] ?? '').replace('3536373800', '3536373000'));
  expect(handset.heard('sm-1').map((hex) => hex.slice(8, 24))).toEqual([
    '8000000500000000',
    '8000000500000002',
    '8000000500000065',
  ]);
  expect(handset.shown()).toEqual([]);
});

test('message_payload and data_sm are read like short_message and deliver_sm', () => {
  const handset = bound({});
  // data_sm with the push of E03 whole, ports in TLVs.
  handset.say('sm-1', E03.submit);
  expect(handset.heard('sm-1')).toEqual(['0000001180000103000000000000001100']);
  expect(handset.shown()).toEqual([`8613912345678 ${E03.wspPush.toLowerCase()}`]);
});

test('on a shared session it neither connects nor binds, and answers what the world delivers', () => {
  const handset = stage({}, { binds: ['shared'] });
  expect([...handset.rehearsal.connects()]).toEqual([]);
  handset.say('shared', golden.smppPdus.enquire_link);
  handset.say('shared', deliverSm(7, PUSH, '3130363538303030'));
  expect(handset.heard('shared')).toEqual(['0000001180000005000000000000000700']);
  expect(handset.shown()).toEqual(['8613912345678 010601beaa']);
});

test('refuse, ignore and delay treat the segments they name as often as they say', () => {
  const handset = bound({});
  const first = '0b 05040b8423f0 0003210201 010601beaa';
  const second = '0b 05040b8423f0 0003210202 bb';
  handset.command('refuse', { handset: 'A', segment: 2, times: 2, status: 'temporary' });
  expect([first, second, second, second].map((one) => handset.deliver(one)[0])).toEqual([
    '00000000',
    '00000064',
    '00000064',
    '00000000',
  ]);
  expect(handset.shown()).toEqual(['8613912345678 010601beaabb']);

  handset.command('refuse', { status: 'permanent' });
  handset.command('refuse', { status: 0x58, segment: 1 });
  expect([PUSH, PUSH, PUSH].map((one) => handset.deliver(one)[0])).toEqual(['00000065', '00000058', '00000000']);

  handset.command('ignore', { times: 2 });
  expect([PUSH, PUSH, PUSH].map((one) => handset.deliver(one))).toEqual([[], [], OK]);
  expect(handset.shown()).toHaveLength(2);

  handset.command('delay', { handset: 'A', ms: 300 });
  handset.command('refuse', { handset: 'B' });
  expect(handset.deliver(PUSH)).toEqual([]);
  handset.passMs(299);
  expect(handset.heard('sm-1')).toEqual([]);
  handset.passMs(1);
  expect(handset.heard('sm-1').map((hex) => hex.slice(16, 24))).toEqual(OK);
  expect(handset.deliver(PUSH)).toEqual([]);
  handset.command('delay', { handset: 'A', ms: 0 });
  expect(handset.heard('sm-1').map((hex) => hex.slice(16, 24))).toEqual(OK);

  handset.command('ignore', { times: 100 });
  handset.command('reset', { handset: 'A' });
  expect(handset.deliver(PUSH)).toEqual(OK);
});

test('before the bind is answered nothing is taken', () => {
  const handset = stage({}, {});
  handset.rehearsal.open('sm-1');
  handset.heard('sm-1');
  handset.say('sm-1', deliverSm(9, PUSH, '3130363538303030'));
  expect(handset.heard('sm-1')).toEqual(['00000010800000050000000400000009']);
  handset.say('sm-1', BIND_RECEIVER_RESP);
  handset.say('sm-1', deliverSm(10, PUSH, '3130363538303030'));
  expect(handset.heard('sm-1')).toEqual(['0000001180000005000000000000000a00']);
});

test('a broadcast of 5.0 is an unknown command, and an alert has no answer', () => {
  const handset = bound({});
  handset.heard('sm-1');
  handset.say('sm-1', '0000001900000111000000000000002a000000000000000000');
  handset.say('sm-1', '0000001900000102000000000000002b010131000001320000');
  expect(handset.heard('sm-1')).toEqual(['0000001080000000000000030000002a']);
});
