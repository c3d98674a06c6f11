import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import type { PduInput } from '../../wire/smpp/pdu.ts';
import { boundStage, makeStage, p1, P1_CONTENT, P1_CONTROL, submission } from './stage.ts';
import type { Stage } from './stage.ts';

/** push-id, message-state and code of each notification. */
function results(stage: Stage): readonly string[] {
  return stage.notifications().map(({ control }) => {
    const { 'push-id': pushId, 'message-state': state, code } = control?.attributes ?? {};
    return `${pushId} ${state} ${code}`;
  });
}

/** A push without deliver-before, of which the submission has sequence_number 2. */
function pushed(...variant: readonly string[]): Stage {
  const stage = boundStage(...variant);
  stage.post(plain('1'));
  return stage;
}

function plain(pushId: string): Uint8Array {
  return submission(
    P1_CONTROL.replace('1@pi.example', pushId).replace(/deliver-before-timestamp="[^"]*" /, ''),
    P1_CONTENT,
  );
}

test('P1 becomes the submission of vector E01', () => {
  const stage = boundStage();
  stage.post(p1('1@pi.example'));
  const [, e01] = stage.sent('smsc 1').map(toHex);
  expect(e01).toBe(
    toHex(
      fromHex(`0000009C 00000103 00000000 00000002 57415000 00 01 3130363538303030 00 01 01 38363133393132333435363738 00
        02 00 F5 020A 0002 23F0 020B 0002 0B84 0017 0004 0000003C 0424 0052
        01 06 06 03 AE 81 EA AF 82 02 05 6A 00 45 C6 0D 03 65 78 61 6D 70 6C 65 00 85 03 6D 61 69 6C 2F
        31 2E 77 6D 6C 00 0A C3 07 20 26 01 02 03 04 05 10 C3 04 20 26 01 09 08 01 03 59 6F 75 20 68 61
        76 65 20 34 20 6E 65 77 20 65 6D 61 69 6C 73 00 01 01`),
    ),
  );
});

test('the PI is answered 1001 before the push is submitted, and without waiting for the SMSC', () => {
  const stage = boundStage();
  stage.accept('pi', 'ppg.pap');
  const order = stage
    .say('pi', p1('1@pi.example'))
    .flatMap((effect) => (effect.kind === 'send' ? [effect.connection] : []));
  expect(order).toEqual(['pi', 'smsc 1']);
});

test('two suspended pushes answered in reverse order end with their own results', () => {
  const stage = boundStage();
  stage.post(plain('first'));
  stage.post(plain('second'));
  expect(stage.submissions().map(({ sequence_number }) => sequence_number)).toEqual([2, 3]);
  stage.smsc({ command: 'data_sm_resp', sequence_number: 3 });
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2, command_status: 0xfe, headerOnly: true });
  expect(results(stage)).toEqual(['second delivered 1000', 'first undeliverable 4000']);
});

test('what is given up ends without a result, and the response that comes after all is nobody’s', () => {
  const stage = pushed();
  stage.tell({ kind: 'command', verb: 'forget', arguments: { to: '8613912345678' } });
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  expect(results(stage)).toEqual([]);
});

test('what is given up while it waits for a slot is not submitted any more', () => {
  const stage = boundStage();
  for (let count = 1; count <= 12; count += 1) stage.post(plain(String(count)));
  expect(stage.submissions()).toHaveLength(10);
  stage.tell({ kind: 'command', verb: 'forget', arguments: { to: '8613912345678' } });
  expect(stage.submissions()).toHaveLength(10);
});

test('what is given up while it waits for its time is not submitted then', () => {
  const stage = boundStage();
  const after = ' deliver-after-timestamp="2026-01-02T03:04:07Z"';
  stage.post(submission(P1_CONTROL.replace(' progress', `${after} progress`), P1_CONTENT));
  stage.tell({ kind: 'command', verb: 'forget', arguments: { to: '8613912345678' } });
  stage.pass(3_000_000);
  expect(stage.submissions()).toHaveLength(0);
});

test('a failure is understood with header only, with message_id and with TLVs, on both commands', () => {
  const forms: readonly (readonly [Partial<PduInput>, string])[] = [
    [{ headerOnly: true }, '1 undeliverable 4000'],
    [{ fields: { message_id: 'x' } }, '1 undeliverable 4000'],
    [{ fields: { message_id: 'x' }, tlvs: [['delivery_failure_reason', 0]] }, '1 undeliverable 4000'],
    [{ tlvs: [['delivery_failure_reason', 1]] }, '1 undeliverable 2003'],
    [
      {
        tlvs: [
          ['network_error_code', fromHex('03 0016')],
          ['delivery_failure_reason', 1],
        ],
      },
      '1 undeliverable 2003',
    ],
    [{ tlvs: [['delivery_failure_reason', 9]] }, '1 undeliverable 4000'],
  ];
  for (const command of ['data_sm', 'submit_sm']) {
    for (const [form, expected] of forms) {
      const stage = pushed(command);
      stage.smsc({ command: `${command}_resp`, sequence_number: 2, command_status: 0xfe, ...form });
      assert.deepEqual(results(stage), [expected]);
    }
  }
  expect(forms).toHaveLength(6);
});

test('each status has its result: 0 alone is delivered', () => {
  const statuses: readonly (readonly [number, string])[] = [
    [0x00, '1 delivered 1000'],
    [0x01, '1 undeliverable 3000'],
    [0x08, '1 undeliverable 4000'],
    [0x0b, '1 undeliverable 2002'],
    [0x43, '1 undeliverable 3000'],
    [0x45, '1 undeliverable 3000'],
    [0xc0, '1 undeliverable 3000'],
    [0xc4, '1 undeliverable 3000'],
    [0x0401, '1 undeliverable 4000'],
    [0xffffffff, '1 undeliverable 4000'],
  ];
  for (const [command_status, expected] of statuses) {
    const stage = pushed();
    stage.smsc({ command: 'data_sm_resp', sequence_number: 2, command_status });
    assert.deepEqual(results(stage), [expected], command_status.toString(16));
  }
  expect(statuses).toHaveLength(10);
});

test('generic_nack and a response of another command end the transaction at once, as a failure', () => {
  for (const command of ['generic_nack', 'enquire_link_resp', 'submit_sm_resp']) {
    const stage = pushed('data_sm');
    stage.smsc({ command, sequence_number: 2 });
    assert.deepEqual(results(stage), ['1 undeliverable 4000'], command);
  }
  const stage = pushed('data_sm');
  stage.smsc({ command: 'data_sm_resp', sequence_number: 9_999 });
  expect(results(stage)).toEqual([]);
});

test('no answer within 95 % of the response timer is a timeout, and a later answer changes nothing', () => {
  const stage = pushed();
  stage.pass(2_849_999);
  expect(results(stage)).toEqual([]);
  stage.pass(1);
  expect(results(stage)).toEqual(['1 timeout 4000']);
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  expect(results(stage)).toEqual(['1 timeout 4000']);
});

test('each of several submissions has its own response timer', () => {
  const stage = boundStage();
  stage.post(plain('a'));
  stage.pass(500_000);
  stage.post(plain('b'));
  stage.pass(500_000);
  stage.post(plain('c'));
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  stage.pass(2_349_999);
  expect(results(stage)).toEqual(['a delivered 1000']);
  stage.pass(1);
  expect(results(stage)).toEqual(['a delivered 1000', 'b timeout 4000']);
  stage.pass(500_000);
  expect(results(stage)).toEqual(['a delivered 1000', 'b timeout 4000', 'c timeout 4000']);
});

test('a lost link ends what is suspended as timeout, submits nothing again, and what waits after reconnection', () => {
  const stage = makeStage({ variant: [], smpp: { window: 2 }, policy: {} });
  stage.bind();
  for (const pushId of ['a', 'b', 'c']) stage.post(plain(pushId));
  stage.close('smsc 1');
  expect(results(stage)).toEqual(['a timeout 4000', 'b timeout 4000']);
  stage.pass(100_000);
  expect(stage.session()).toBe('smsc 2');
  stage.bind();
  expect(stage.submissions()).toHaveLength(1);
  stage.smsc({ command: 'data_sm_resp', sequence_number: stage.submissions()[0]?.sequence_number ?? 0 });
  expect(results(stage)).toEqual(['a timeout 4000', 'b timeout 4000', 'c delivered 1000']);
});

test('above the window pushes wait, high before medium before low, and lose nothing', () => {
  const stage = makeStage({ variant: [], smpp: { window: 1 }, policy: {} });
  stage.bind();
  const ranked = (pushId: string, priority: string, digits: string): Uint8Array =>
    submission(
      P1_CONTROL.replace('1@pi.example', pushId).replace('"high"', `"${priority}"`).replace('8613912345678', digits),
      P1_CONTENT,
    );
  stage.post(ranked('0', 'medium', '10'));
  for (const [pushId, priority, digits] of [
    ['1', 'low', '11'],
    ['2', 'medium', '12'],
    ['3', 'high', '13'],
    ['4', 'medium', '14'],
  ] as const) {
    stage.post(ranked(pushId, priority, digits));
  }
  for (let sequence_number = 2; sequence_number <= 6; sequence_number += 1) {
    assert.equal(stage.submissions().length, sequence_number - 1);
    stage.smsc({ command: 'data_sm_resp', sequence_number });
  }
  expect(stage.submissions().map(({ fields }) => fields['destination_addr'])).toEqual(['10', '13', '12', '14', '11']);
});

test('a busy SMSC is asked again after back-off, and its fifth refusal is final', () => {
  const stage = pushed();
  for (const [attempt, pauseUs] of [100_000, 200_000, 400_000, 800_000].entries()) {
    stage.smsc({
      command: 'data_sm_resp',
      sequence_number: stage.submissions().at(-1)?.sequence_number ?? 0,
      command_status: 0x58,
    });
    stage.pass(pauseUs - 1);
    assert.equal(stage.submissions().length, attempt + 1);
    stage.pass(1);
    assert.equal(stage.submissions().length, attempt + 2);
  }
  expect(results(stage)).toEqual([]);
  stage.smsc({
    command: 'data_sm_resp',
    sequence_number: stage.submissions().at(-1)?.sequence_number ?? 0,
    command_status: 0x14,
  });
  expect(results(stage)).toEqual(['1 undeliverable 4001']);
});

test('nothing is submitted before deliver-after, nor after deliver-before', () => {
  const stage = makeStage({ variant: [], smpp: { window: 1 }, policy: {} });
  stage.bind();
  const timed = (pushId: string, before: string, after: string | null): Uint8Array =>
    submission(
      P1_CONTROL.replace('1@pi.example', pushId)
        .replace('2026-01-02T04:04:05Z', before)
        .replace(' progress', `${after === null ? '' : ` deliver-after-timestamp="${after}"`} progress`),
      P1_CONTENT,
    );
  stage.post(timed('later', '2026-01-02T04:04:05Z', '2026-01-02T03:04:07Z'));
  expect(stage.submissions()).toHaveLength(0);
  stage.pass(1_999_999);
  expect(stage.submissions()).toHaveLength(0);
  stage.pass(1);
  expect(stage.submissions()).toHaveLength(1);
  stage.post(timed('soon', '2026-01-02T03:04:09Z', null));
  stage.pass(2_000_000);
  expect(results(stage)).toEqual(['soon expired 4000']);
  expect(stage.submissions()).toHaveLength(1);
});

test('each of several recipients has its own submission and its own result', () => {
  const stage = boundStage();
  const second = '<address address-value="WAPPUSH=+8613912345679/TYPE=PLMN@ppg.example.com"/>';
  stage.post(submission(P1_CONTROL.replace('<quality', `${second}<quality`), P1_CONTENT));
  expect(stage.submissions().map(({ fields }) => fields['destination_addr'])).toEqual([
    '8613912345678',
    '8613912345679',
  ]);
  stage.smsc({ command: 'data_sm_resp', sequence_number: 3, command_status: 0xfe, headerOnly: true });
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2 });
  const addressed = stage
    .notifications()
    .map(({ control }) => [control?.children[0]?.attributes['address-value'], control?.attributes['message-state']]);
  expect(addressed).toEqual([
    ['WAPPUSH=+8613912345679/TYPE=PLMN@ppg.example.com', 'undeliverable'],
    ['WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com', 'delivered'],
  ]);
});

test('congestion_state 100 pauses submissions, and they go on afterwards', () => {
  const stage = makeStage({ variant: [], smpp: { window: 1 }, policy: {} });
  stage.bind();
  stage.post(plain('a'));
  stage.post(plain('b'));
  stage.smsc({ command: 'data_sm_resp', sequence_number: 2, tlvs: [['congestion_state', 100]] });
  stage.pass(999_999);
  expect(stage.submissions()).toHaveLength(1);
  stage.pass(1);
  expect(stage.submissions()).toHaveLength(2);
});
