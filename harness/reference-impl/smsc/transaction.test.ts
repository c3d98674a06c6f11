import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import type { SmscPolicy } from './policy.ts';
import { stage, userDataOf, withSequence, type Stage } from './stage.ts';

const { bind_transceiver: ppgBind, bind_receiver: handsetBind, unbind } = golden.smppPdus;
const { E01, E03, E06, E10 } = golden.chains;

const SUCCESS = '00000019800001030000000000000011303030303030303100';

/** deliver_sm_resp with a status. */
function answer(sequence: number, status: number): string {
  const code = status.toString(16).padStart(8, '0');
  return withSequence(`00000011 80000005 ${code} 00000000 00`.replaceAll(' ', ''), sequence);
}

/** A PPG and a handset for 8613912345678 are bound; the reference number of the first group is that of E06. */
function bound(policy: Partial<SmscPolicy>): Stage {
  const smsc = stage({ referenceStart: 0x14, ...policy }, {});
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('ppg');
  smsc.heard('hs');
  return smsc;
}

/** Which segments of E06 went out, by index; '?' for anything else. */
function segments(smsc: Stage): readonly string[] {
  const known = E06.segmentUd.map((hex) => hex.toLowerCase());
  return smsc.heard('hs').map((hex) => String(known.indexOf(userDataOf(hex)) + 1 || '?'));
}

/** What goes out now, or else after the pause before a resend. */
function heardOrLater(smsc: Stage): readonly string[] {
  const now = segments(smsc);
  if (now.length > 0) return now;
  smsc.passMs(200);
  return segments(smsc);
}

test('a segment refused for a temporary cause goes out again with the same octets, and only that one', () => {
  for (const status of [0x08, 0x14, 0x58, 0x64]) {
    const smsc = bound({});
    smsc.say('ppg', E06.submit);
    const [first] = smsc.heard('hs');
    assert.equal(first, withSequence(E06.deliverSm[0] ?? '', 1));
    smsc.say('hs', answer(1, 0));
    smsc.heard('hs');
    smsc.say('hs', answer(2, status));
    smsc.passMs(199);
    assert.deepEqual(segments(smsc), []);
    smsc.passMs(1);
    const [again] = smsc.heard('hs');
    assert.equal(again, withSequence(E06.deliverSm[1] ?? '', 3), `status ${status}`);
    smsc.say('hs', answer(3, 0));
    assert.deepEqual(smsc.heard('ppg'), []);
    smsc.say('hs', answer(4, 0));
    assert.deepEqual(smsc.heard('ppg'), [SUCCESS]);
    smsc.passMs(10_000);
    assert.deepEqual([...segments(smsc), ...smsc.heard('ppg')], ['3']);
  }
  expect(SUCCESS).toHaveLength(50);
});

test('several failed segments all go out again, in place or in rounds', () => {
  const orders: Readonly<Record<string, readonly string[]>> = {
    'in-place': ['1', '1', '2', '3', '3'],
    rounds: ['1', '2', '3', '1', '3'],
  };
  for (const retryOrder of ['in-place', 'rounds'] as const) {
    const smsc = bound({ retryOrder });
    smsc.say('ppg', E06.submit);
    const order: string[] = [];
    const failed = new Set<string>();
    for (let sequence = 1; sequence <= 5; sequence += 1) {
      const [segment] = heardOrLater(smsc);
      assert(segment !== undefined, `${retryOrder}: ${order.join()}`);
      order.push(segment);
      const fails = segment !== '2' && !failed.has(segment);
      if (fails) failed.add(segment);
      smsc.say('hs', answer(sequence, fails ? 0x64 : 0));
    }
    assert.deepEqual(order, orders[retryOrder]);
    assert.deepEqual(smsc.heard('ppg'), [SUCCESS], retryOrder);
  }
  expect(Object.keys(orders)).toHaveLength(2);
});

test('a permanent refusal ends the group at once with 0xFE, reason 2; later segments never go out', () => {
  for (const [status, cause] of [
    [0x65, '0015'],
    [0x66, '0015'],
    [0x0b, '006f'],
  ] as const) {
    const smsc = bound({});
    smsc.say('ppg', E06.submit);
    smsc.say('hs', answer(1, 0));
    smsc.heard('hs');
    smsc.say('hs', answer(2, status));
    const failure = `00000025 80000103 000000fe 00000011 303030303030303100 0425000102 0423000303${cause}`;
    assert.deepEqual(smsc.heard('ppg'), [failure.replaceAll(' ', '')]);
    smsc.passMs(10_000);
    assert.deepEqual([...segments(smsc), ...smsc.heard('ppg')], []);
  }
  const smsc = bound({});
  smsc.say('ppg', E06.submit);
  smsc.say('hs', '00000010800000000000000300000001');
  expect(smsc.heard('ppg')).toEqual([
    '0000002580000103000000fe00000011303030303030303100042500010204230003' + '03006f',
  ]);
});

test('a handset that stays silent is asked again until the predetermined time, then 0xFE with reason 0', () => {
  const smsc = bound({});
  smsc.say('ppg', E06.submit);
  smsc.say('hs', answer(1, 0));
  smsc.passMs(1_999);
  expect(smsc.heard('ppg')).toEqual([]);
  // Every 400 ms: 200 for the answer, 200 before the next try.
  expect(segments(smsc)).toEqual(['1', '2', '2', '2', '2', '2']);
  smsc.passMs(1);
  expect(smsc.heard('ppg')).toEqual([
    '0000002580000103000000fe00000011303030303030303100' + '0425000100042300030' + '3001b',
  ]);
  smsc.say('hs', answer(6, 0));
  smsc.passMs(10_000);
  expect([...segments(smsc), ...smsc.heard('ppg')]).toEqual([]);
});

test('temporary refusals up to the predetermined time end in 0xFE with reason 3', () => {
  const smsc = bound({});
  smsc.say('ppg', E01.submit);
  for (let sequence = 1; sequence <= 10; sequence += 1) {
    smsc.say('hs', answer(sequence, 0x64));
    smsc.passMs(200);
  }
  expect(smsc.heard('hs')).toHaveLength(10);
  expect(smsc.heard('ppg')).toEqual([
    '0000002580000103000000fe00000011303030303030303100' + '0425000103042300030' + '30029',
  ]);
});

test('qos_time_to_live and a relative validity_period shorten the predetermined time', () => {
  const smsc = bound({});
  // qos_time_to_live 60 becomes 1.
  smsc.say('ppg', E03.submit.replace('001700040000003C', '0017000400000001'));
  smsc.passMs(999);
  expect(smsc.heard('ppg')).toEqual([]);
  smsc.passMs(1);
  expect(smsc.heard('ppg')).toHaveLength(1);

  /** submit_sm of `abc` with validity_period 000000000001000R. */
  const submission = `00000041 00000004 00000000 00000011 00 000000 01013836313339313233343536373800 02 0000 00
    30303030303030303030303130303052 00 00 00 F5 00 03 616263`;
  const relative = bound({});
  relative.say('ppg', submission);
  relative.passMs(999);
  expect(relative.heard('hs').length).toBeGreaterThan(0);
  expect(relative.heard('ppg')).toEqual([]);
  relative.passMs(1);
  expect(relative.heard('ppg').map((hex) => hex.slice(8, 24))).toEqual(['80000004000000fe']);
});

test('an answer later than ackMs completes its segment, a forged one completes nothing', () => {
  const smsc = bound({});
  smsc.say('ppg', E03.submit);
  smsc.passMs(300);
  smsc.say('hs', answer(77, 0));
  expect(smsc.heard('hs')).toHaveLength(1);
  smsc.say('hs', answer(1, 0));
  expect(smsc.heard('hs').map((hex) => userDataOf(hex))).toEqual(['0b05040b8423f0000314020235363' + '7000101']);
  expect(smsc.heard('ppg')).toEqual([]);
  smsc.say('hs', answer(2, 0));
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
});

test('groups to one handset follow each other, groups to different handsets run side by side', () => {
  const smsc = bound({});
  // Another handset: 8613912345679.
  smsc.connect('hs2', handsetBind.replace('3637380', '3637390'));
  smsc.heard('hs2');
  smsc.say('ppg', withSequence(E06.submit, 1));
  smsc.say('ppg', withSequence(E06.submit, 2));
  smsc.say('ppg', withSequence(E06.submit.replace('36373800', '36373900'), 3));
  for (let sequence = 1; sequence <= 3; sequence += 1) smsc.say('hs2', answer(sequence, 0));
  expect(smsc.heard('hs2')).toHaveLength(3);
  expect(smsc.heard('ppg').map((hex) => hex.slice(24, 32))).toEqual(['00000003']);
  const headers: string[] = [];
  for (let sequence = 1; sequence <= 6; sequence += 1) {
    headers.push(...smsc.heard('hs').map((hex) => userDataOf(hex).slice(18, 24)));
    smsc.say('hs', answer(sequence, 0));
  }
  expect(headers).toEqual(['140301', '140302', '140303', '150301', '150302', '150303']);
  expect(smsc.heard('ppg').map((hex) => hex.slice(24, 32))).toEqual(['00000001', '00000002']);
});

test('a handset that comes back in time gets what is missing, one that does not ends the group with reason 0', () => {
  const smsc = bound({});
  smsc.say('ppg', E06.submit);
  smsc.say('hs', answer(1, 0));
  smsc.heard('hs');
  smsc.close('hs');
  smsc.passMs(500);
  smsc.connect('hs-again', handsetBind);
  const [, again] = smsc.heard('hs-again');
  expect(again).toBe(withSequence(E06.deliverSm[1] ?? '', 1));
  smsc.say('hs-again', answer(1, 0));
  smsc.say('hs-again', answer(2, 0));
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);

  const absent = stage({}, {});
  absent.connect('ppg', ppgBind);
  absent.heard('ppg');
  absent.say('ppg', E10.submit);
  absent.passMs(1_999);
  expect(absent.heard('ppg')).toEqual([]);
  absent.passMs(1);
  const failure = '0000002580000004000000fe000000113030303030303031000425000100042300030';
  expect(absent.heard('ppg')).toEqual([`${failure}3001b`]);
});

test('an absent handset may be refused at once instead', () => {
  const smsc = stage({ absent: 'refuse' }, {});
  smsc.connect('ppg', ppgBind);
  smsc.heard('ppg');
  smsc.say('ppg', E10.submit);
  expect(smsc.heard('ppg').map((hex) => hex.slice(8, 32))).toEqual(['80000004000000fe00000011']);
});

test('a failure is the bare header, a message_id, or a message_id and TLVs, as configured', () => {
  const forms = { 'header-only': 0x10, 'message-id': 0x19, tlvs: 0x25 } as const;
  for (const failureForm of ['header-only', 'message-id', 'tlvs'] as const) {
    const smsc = bound({ failureForm });
    smsc.say('ppg', E01.submit);
    smsc.say('hs', answer(1, 0x65));
    assert.deepEqual(
      smsc.heard('ppg').map((hex) => Number.parseInt(hex.slice(0, 8), 16)),
      [forms[failureForm]],
    );
  }
  expect(Object.keys(forms)).toHaveLength(3);
});

test('modes 00, 01 and 11 are answered on acceptance and delivered; no receipt comes that nobody asked for', () => {
  for (const mode of ['00', '01', '03']) {
    const smsc = bound({});
    // esm_class, registered_delivery, data_coding: 02 00 F5 becomes mode 00 F5.
    smsc.say('ppg', E03.submit.replace('0200F5', `${mode}00F5`));
    assert.deepEqual(smsc.heard('ppg'), [SUCCESS], mode);
    smsc.say('hs', answer(1, 0));
    smsc.say('hs', answer(2, 0));
    assert.equal(smsc.heard('hs').length, 2);
    smsc.passMs(10_000);
    assert.deepEqual(smsc.heard('ppg'), []);
  }
  expect(SUCCESS.slice(16, 24)).toBe('00000000');
});

test('a PPG that is gone hears nothing on its next session; the group is finished silently', () => {
  for (const leaving of ['close', 'unbind']) {
    const smsc = bound({});
    smsc.say('ppg', E03.submit);
    if (leaving === 'unbind') smsc.say('ppg', unbind);
    smsc.close('ppg');
    smsc.connect('ppg-again', ppgBind);
    smsc.heard('ppg-again');
    smsc.say('hs', answer(1, 0));
    smsc.say('hs', answer(2, 0));
    smsc.passMs(10_000);
    assert.equal(smsc.heard('hs').length, 2);
    assert.deepEqual(smsc.heard('ppg-again'), []);
  }
  expect(E03.segmentCount).toBe(2);
});

test('beyond the window a submission is refused with 0x58 and the others are answered', () => {
  const smsc = bound({ windowOf: () => 2 });
  for (let sequence = 1; sequence <= 3; sequence += 1) smsc.say('ppg', withSequence(E01.submit, sequence));
  expect(smsc.heard('ppg')).toEqual(['00000010800001030000005800000003']);
  smsc.say('hs', answer(1, 0));
  smsc.say('hs', answer(2, 0));
  expect(smsc.heard('ppg').map((hex) => hex.slice(16, 32))).toEqual(['0000000000000001', '0000000000000002']);
});

test('a running transaction is ENROUTE, and neither cancelled nor replaced; an unknown id is none of these', () => {
  const smsc = bound({});
  smsc.say('ppg', E01.submit);
  const source = '00 01 3130363538303030 00';
  const id = '3030303030303031 00';
  const unknown = '3030303030303032 00';
  const destination = '01 01 38363133393132333435363738 00';
  const queries = [
    `00000024 00000003 00000000 00000021 ${id} ${source}`,
    `00000024 00000003 00000000 00000022 ${unknown} ${source}`,
    `00000035 00000008 00000000 00000023 00 ${id} ${source} ${destination}`,
    `00000035 00000008 00000000 00000024 00 ${unknown} ${source} ${destination}`,
    `0000002D 00000008 00000000 00000025 00 00 ${source} ${destination}`,
    `00000029 00000007 00000000 00000026 ${id} ${source} 00 00 00 00 00`,
    `00000029 00000007 00000000 00000027 ${unknown} ${source} 00 00 00 00 00`,
  ];
  for (const query of queries) smsc.say('ppg', query.replaceAll(' ', ''));
  expect(smsc.heard('ppg')).toEqual([
    '0000001c800000030000000000000021303030303030303100000100',
    '00000010800000030000000c00000022',
    '00000010800000080000001100000023',
    '00000010800000080000000c00000024',
    '00000010800000080000001100000025',
    '00000010800000070000001300000026',
    '00000010800000070000000c00000027',
  ]);
  smsc.say('hs', answer(1, 0));
  expect(smsc.heard('ppg')).toEqual([SUCCESS]);
});

test('state is released with each transaction', () => {
  const smsc = bound({ windowOf: () => 1 });
  for (let push = 1; push <= 300; push += 1) {
    smsc.say('ppg', E03.submit);
    smsc.say('hs', answer(2 * push - 1, 0));
    smsc.say('hs', answer(2 * push, 0));
  }
  const timers = new Set<string>();
  for (const effect of smsc.rehearsal.effects) {
    if (effect.kind === 'setTimer') timers.add(effect.timer);
    if (effect.kind === 'cancelTimer') timers.delete(effect.timer);
  }
  expect(smsc.heard('ppg')).toHaveLength(300);
  expect([...timers]).toEqual(['idle:ppg', 'idle:hs']);
});

test('a stated number of attempts ends the group before the predetermined time, and more segments than stated are refused', () => {
  const smsc = stage({}, { policy: { attempts: 2, maxSegments: 2 } });
  smsc.connect('ppg', ppgBind);
  smsc.connect('hs', handsetBind);
  smsc.heard('ppg');
  smsc.heard('hs');
  smsc.say('ppg', E06.submit);
  expect(smsc.heard('ppg')).toEqual(['00000010800001030000000100000011']);
  smsc.say('ppg', E03.submit);
  smsc.say('hs', answer(1, 0));
  smsc.say('hs', answer(2, 0x64));
  smsc.passMs(200);
  smsc.say('hs', answer(3, 0x64));
  expect(smsc.heard('hs')).toHaveLength(3);
  expect(smsc.heard('ppg').map((hex) => hex.slice(16, 32))).toEqual(['000000fe00000011']);
  smsc.passMs(10_000);
  expect(smsc.heard('hs')).toEqual([]);
});
