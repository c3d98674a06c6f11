import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { rehearsalSettings } from '../rehearsal.ts';
import { referencePolicy } from './policy.ts';
import { servesOf } from './routes.ts';
import { sized, stage, withSequence, type Stage } from './stage.ts';

const pdus = golden.smppPdus;
const malformed = golden.malformedSmpp;
const { E01, E03, E10 } = golden.chains;

/** A PPG bound as transceiver, a handset as receiver for 8613912345678. */
function bound(): Stage {
  const smsc = stage({}, {});
  smsc.connect('ppg', pdus.bind_transceiver);
  smsc.connect('hs', pdus.bind_receiver);
  smsc.heard('ppg');
  smsc.heard('hs');
  return smsc;
}

test('each form of bind is answered by its own response, with the version the ESME is to use', () => {
  // bind, version it names, response
  const table = [
    [pdus.bind_transceiver, '34', '0000001f800000090000000000000001707573687072' + '6f6f66000210000134'],
    [pdus.bind_transmitter, '34', '0000001f800000020000000000000001707573687072' + '6f6f66000210000134'],
    [pdus.bind_receiver, '34', '0000001f800000010000000000000001707573687072' + '6f6f66000210000134'],
    [
      pdus.bind_transceiver.replace('34000100', '50000100'),
      '50',
      '0000001f8000000900000000000000017075736870726f6f66000210000150',
    ],
    [
      pdus.bind_transceiver.replace('34000100', '33000100'),
      '33',
      '0000001a8000000900000000000000017075736870726f6f6600',
    ],
  ] as const;
  for (const [bind, version, response] of table) {
    const smsc = stage({}, {});
    smsc.connect('c', bind);
    assert.deepEqual(smsc.heard('c'), [response], `${bind} with ${version}`);
  }
  expect(table.length).toBe(5);
});

test('wrong credentials get 0x0D and the connection stays open for another try, a second bind gets 0x05', () => {
  const smsc = stage({}, {});
  smsc.connect('ppg', pdus.bind_transceiver.replace('736563726574303800', '736563726574303900'));
  smsc.say('ppg', E01.submit);
  smsc.say('ppg', pdus.bind_transceiver);
  smsc.say('ppg', pdus.bind_transmitter);
  smsc.say('ppg', pdus.enquire_link);
  expect(smsc.heard('ppg')).toEqual([
    '00000010800000090000000d00000001',
    '00000010800001030000000400000011',
    '0000001f8000000900000000000000017075736870726f6f66000210000134',
    '00000010800000020000000500000001',
    '00000010800000150000000000000002',
  ]);
});

test('with no account of its own in the profile the SMSC knows that of the built-in chain only', () => {
  /** bind_transceiver with system_id, password, no system_type, 0x34, no address_range. */
  const bind = (systemId: string, password: string): string =>
    sized(`00000009 00000000 00000001 ${systemId} ${password} 00 34 00 00 00`);
  const smsc = stage({ accepts: referencePolicy.accepts }, {});
  smsc.connect('a', bind('7075736870726f6f6600', '736563726574303800'));
  smsc.connect('b', bind('7000', '736563726574303800'));
  expect(smsc.heard('a').map((hex) => hex.slice(16, 24))).toEqual(['00000000']);
  expect(smsc.heard('b').map((hex) => hex.slice(16, 24))).toEqual(['0000000d']);
});

test('what a state does not allow gets 0x04, and nothing is delivered', () => {
  const smsc = bound();
  smsc.connect('open', E01.submit);
  smsc.connect('rx', pdus.bind_receiver);
  for (const pdu of [E10.submit, E01.submit, pdus.query_sm]) smsc.say('rx', pdu);
  smsc.say('ppg', E01.deliverSm[0] ?? '');
  expect(smsc.heard('open')).toEqual(['00000010800001030000000400000011']);
  expect(smsc.heard('rx').slice(1)).toEqual([
    '00000010800000040000000400000011',
    '00000010800001030000000400000011',
    '00000010800000030000000400000005',
  ]);
  expect(smsc.heard('ppg')).toEqual(['00000010800000050000000400000021']);
  expect(smsc.heard('hs')).toEqual([]);
});

test('each malformed input of the worked examples gets its worked answer, and the session goes on or closes as it says', () => {
  // name, answer, whether the connection closes
  const table = [
    ['command_length 0', ['00000010800000000000000200000001'], true],
    ['command_length 15 (< 16)', ['00000010800000000000000200000001'], true],
    ['command_length 0x7FFFFFFF', ['00000010800000000000000200000001'], true],
    ['enquire_link with 4 surplus octets inside command_length', ['00000010800000150000000200000001'], false],
    ['unknown command_id 0x000000FF', ['0000001080000000000000030000000a'], false],
    ['sequence_number 0', ['00000010800000150000000000000000'], false],
    ['non-zero command_status in a request', ['00000010800000150000000000000003'], false],
    ['TLV length past end of PDU', ['0000001080000103000000c000000012'], false],
    ['1 stray octet after the last TLV', ['0000001080000103000000c000000013'], false],
    ['unknown TLV 0x1500 before message_payload', [], false],
    ['reserved TLV tag 0x0100 before message_payload', [], false],
    ['data_sm without message_payload', ['0000001080000103000000c300000015'], false],
    ['short_message and message_payload both present', ['00000010800000040000000100000016'], false],
    ['sm_length 255', ['00000010800000040000000100000017'], false],
    ['unterminated source_addr (22 octets, no NUL within 21)', ['00000010800000040000000200000018'], false],
  ] as const;
  for (const [name, answers, closes] of table) {
    const smsc = bound();
    smsc.say('ppg', malformed[name]);
    assert.deepEqual(smsc.heard('ppg'), answers, name);
    assert.equal(smsc.rehearsal.hasClosed('ppg'), closes, name);
    assert.deepEqual(smsc.heard('hs').length, answers.length === 0 ? 1 : 0, name);
    smsc.say('ppg', pdus.enquire_link);
    assert.deepEqual(
      smsc.heard('ppg'),
      closes ? [] : ['00000010800000150000000000000002'],
      `${name}, then enquire_link`,
    );
  }
  expect(table.length).toBe(Object.keys(malformed).length - 1);
});

test('15 octets and then silence are met with a close before the read timer ends, without an answer', () => {
  const smsc = bound();
  smsc.say('ppg', malformed['truncated header (15 of 16 octets, then silence)']);
  smsc.passMs(899);
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(false);
  smsc.passMs(1);
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(true);
  expect(smsc.heard('ppg')).toEqual([]);
});

test('octets that drip in, and several PDUs at once, are read the same', () => {
  const stream = malformed['unknown command_id 0x000000FF'] + E03.submit + pdus.enquire_link;
  const whole = bound();
  whole.say('ppg', stream);
  const dripping = bound();
  for (let at = 0; at < stream.length; at += 2) dripping.say('ppg', stream.slice(at, at + 2));
  const answers = ['0000001080000000000000030000000a', '00000010800000150000000000000002'];
  expect(whole.heard('ppg')).toEqual(answers);
  expect(dripping.heard('ppg')).toEqual(answers);
  expect(dripping.heard('hs')).toEqual(whole.heard('hs'));
});

test('a wrong field gets its own status, and nothing is delivered', () => {
  const source = '00 01 3130363538303030 00';
  const destination = '01 01 38363133393132333435363738 00';
  /** submit_sm of `abc` in transaction mode. */
  const submit = (from: string, to: string, middle: string): string =>
    `00000004 00000000 00000011 57415000 ${from} ${to} ${middle} 03 616263`;
  const fine = '02 00 00 00 00 00 00 F5 00';
  /** data_sm with these TLVs behind esm_class 02 or 42. */
  const data = (esmClass: string, tlvs: string): string =>
    `00000103 00000000 00000011 57415000 ${source} ${destination} ${esmClass} 00 F5 ${tlvs}`;
  // what is wrong, PDU, status
  const table = [
    ['nothing', submit(source, destination, fine), null],
    ['source_addr_ton 7', submit(source.replace('00', '07'), destination, fine), '48'],
    ['source_addr_npi 2', submit(source.replace('01', '02'), destination, fine), '49'],
    ['source_addr with a letter', submit(source.replace('3130', '4130'), destination, fine), '0a'],
    ['dest_addr_ton 7', submit(source, destination.replace('01', '07'), fine), '50'],
    ['dest_addr_npi 2', submit(source, destination.replace('01 01', '01 02'), fine), '51'],
    ['destination_addr with a letter', submit(source, destination.replace('3836', '4136'), fine), '0b'],
    ['esm_class of a receipt', submit(source, destination, '06 00 00 00 00 00 00 F5 00'), '43'],
    ['priority_flag 4', submit(source, destination, '02 00 04 00 00 00 00 F5 00'), '06'],
    ['registered_delivery 3', submit(source, destination, '02 00 00 00 00 03 00 F5 00'), '07'],
    ['replace_if_present_flag 2', submit(source, destination, '02 00 00 00 00 00 02 F5 00'), '54'],
    ['replacing in transaction mode', submit(source, destination, '02 00 00 00 00 00 01 F5 00'), '42'],
    ['sm_default_msg_id 1', submit(source, destination, '02 00 00 00 00 00 00 F5 01'), '63'],
    ['UDHI without a header', submit(source, destination, '42 00 00 00 00 00 00 F5 00'), '43'],
    ['message_payload twice', data('02', '0424 0003 616263 0424 0003 616263'), 'c4'],
    ['destination_port of one octet', data('02', '020B 0001 84 0424 0003 616263'), 'c2'],
    ['UDHI and sar_*', data('42', '020E 0001 02 0424 000A 0605040B8423F0616263'), '43'],
    ['ports 2948 in UDH, 9200 in TLV', data('42', '020B 0002 23F0 0424 000A 0605040B8423F0616263'), 'c4'],
    ['ports equal in both', data('42', '020B 0002 0B84 0424 000A 0605040B8423F0616263'), null],
  ] as const;
  for (const [what, rest, status] of table) {
    const smsc = bound();
    smsc.say('ppg', sized(rest));
    const answers = smsc.heard('ppg').map((hex) => hex.slice(22, 24));
    assert.deepEqual(answers, status === null ? [] : [status], what);
    assert.equal(smsc.heard('hs').length, status === null ? 1 : 0, what);
  }
  expect(table.length).toBe(19);
});

test('scheduled delivery is refused with 0x61, a nonsense validity with 0x62, submit_multi in transaction mode with 0x43', () => {
  const smsc = bound();
  const head =
    '00000004 00000000 00000011 57415000 00013130363538303030 00 0101 38363133393132333435363738 00 02 00 00';
  const soon = '32363031303230333034303530303052 00';
  const pdu = (times: string): string => sized(`${head} ${times} 00 00 F5 00 03 616263`);
  smsc.say('ppg', pdu(`${soon} 00`));
  smsc.say('ppg', pdu(`00 ${'39'.repeat(16)} 00`));
  const multi = pdus['submit_multi (1 SME + 1 list)'];
  smsc.say('ppg', multi);
  smsc.say('ppg', multi.replace('6C697374310000', '6C697374310002'));
  expect(smsc.heard('ppg').map((hex) => hex.slice(8, 24))).toEqual([
    '8000000400000061',
    '8000000400000062',
    '8000002100000003',
    '8000002100000043',
  ]);
});

test('an unbind is answered, then nothing more goes to that session; a handset that unbound is absent', () => {
  const smsc = bound();
  smsc.say('hs', pdus.unbind);
  smsc.say('ppg', E01.submit);
  smsc.say('ppg', pdus.unbind);
  smsc.say('ppg', E01.submit);
  smsc.passMs(999);
  expect(smsc.heard('hs')).toEqual(['0000001080000006000000007fffffff']);
  expect(smsc.heard('ppg')).toEqual(['0000001080000006000000007fffffff', '00000010800001030000000400000011']);
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(false);
  smsc.passMs(1);
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(true);
});

test('no bind, or no answer to enquire_link, and the connection is closed', () => {
  const smsc = bound();
  smsc.rehearsal.accept('mute', 'smsc.smpp');
  smsc.passMs(1_000);
  expect(smsc.rehearsal.hasClosed('mute')).toBe(true);
  smsc.passMs(29_000);
  expect(smsc.heard('ppg')).toEqual(['00000010000000150000000000000001']);
  smsc.say('ppg', withSequence(pdus.enquire_link_resp, 1));
  smsc.passMs(500);
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(false);
  expect(smsc.rehearsal.hasClosed('hs')).toBe(true);
});

test('a session that only says that it lives is unbound when its inactivity timer is over', () => {
  const { timers } = rehearsalSettings([], {}).profile;
  const smsc = stage({}, { timers: { ...timers, inactivityMs: 45_000 } });
  smsc.connect('ppg', pdus.bind_transceiver);
  smsc.heard('ppg');
  smsc.passMs(30_000);
  expect(smsc.heard('ppg')).toEqual(['00000010000000150000000000000001']);
  smsc.say('ppg', withSequence(pdus.enquire_link_resp, 1));
  smsc.passMs(30_000);
  expect(smsc.heard('ppg')).toEqual(['00000010000000060000000000000002']);
  smsc.say('ppg', '00000010800000060000000000000002');
  expect(smsc.rehearsal.hasClosed('ppg')).toBe(true);
});

test('nothing answers a generic_nack, an unsolicited response or an unknown one', () => {
  const smsc = bound();
  for (const pdu of [
    pdus['generic_nack ESME_RINVCMDID'],
    pdus['deliver_sm_resp OK'],
    pdus['submit_sm_resp success'],
    '00000010800000FF0000000000000001',
  ])
    smsc.say('ppg', pdu);
  expect(smsc.heard('ppg')).toEqual([]);
});

test('the 65th connection is closed at once, the others stay', () => {
  const smsc = stage({}, {});
  for (let n = 1; n <= 65; n += 1) smsc.rehearsal.accept(`c${n}`, 'smsc.smpp');
  const closed = smsc.rehearsal.effects.flatMap((effect) => (effect.kind === 'close' ? [effect.connection] : []));
  expect(closed).toEqual(['c65']);
});

test('an address_range is a regular expression that can be matched in bounded time, or is refused', () => {
  // range, number, whether it is served; null: refused
  const table = [
    ['', '15550100001', false],
    ['^155501', '15550100001', true],
    ['^155501000(0[1-9]|1[0-6])$', '15550100016', true],
    ['^155501000(0[1-9]|1[0-6])$', '15550100017', false],
    ['8613912345678', '8613912345678', true],
    ['.*', '1', true],
    ['\\d*\\d*\\d*\\d*x', '11111111111111111111', false],
    ['\\d*\\d*\\d*\\d*\\d*x', '1', null],
    ['(1+)+$', '1', null],
    ['(1|1)*$', '1', null],
    ['(1)\\1', '11', null],
    ['(?=1)', '1', null],
    ['[1', '1', null],
    ['*', '1', null],
  ] as const;
  for (const [range, number, served] of table) {
    const serves = servesOf(range);
    assert.equal(serves === null ? null : serves(number), served, range);
  }
  expect(table.length).toBe(14);
});

const NACK_3 = '0000001080000000000000030000002a';
const BROADCASTS: readonly (readonly [command: string, body: string])[] = [
  ['00000111', '00'.repeat(9)],
  ['00000112', '7800' + '00'.repeat(3)],
  ['00000113', '00' + '7800' + '00'.repeat(3)],
];
for (const [command, body] of BROADCASTS) {
  const pdu = sized(`${command} 00000000 0000002a ${body}`);
  test(`${command} of SMPP 5.0 is an unknown command on a session of 3.4, and one that is not served on one of 5.0`, () => {
    const smsc = stage({}, {});
    const bind = pdus.bind_transceiver.toLowerCase();
    smsc.connect('old', bind);
    smsc.connect('new', bind.replace(/34000100$/, '50000100'));
    smsc.heard('old');
    smsc.heard('new');
    smsc.say('old', pdu);
    smsc.say('new', pdu);
    expect(smsc.heard('old')).toEqual([NACK_3]);
    expect(smsc.heard('new').map((hex) => hex.slice(8, 16))).toEqual([`8${command.slice(1)}`]);
  });
}

test('what only an SMSC may send is refused as such, and an alert goes to no transmitter', () => {
  const smsc = stage({}, {});
  smsc.connect('tx', pdus.bind_transmitter);
  smsc.connect('rx', pdus.bind_receiver);
  smsc.heard('tx');
  smsc.heard('rx');
  // alert_notification has no response: generic_nack says that an ESME may not send it.
  smsc.say('tx', sized('00000102 00000000 0000002a 0101 3100 0001 3200'));
  expect(smsc.heard('tx')).toEqual(['0000001080000000000000040000002a']);
  smsc.rehearsal.tell({ kind: 'command', verb: 'alert', arguments: { handset: 'A' } });
  expect([smsc.heard('tx').length, smsc.heard('rx').map((hex) => hex.slice(8, 16))]).toEqual([0, ['00000102']]);
});
