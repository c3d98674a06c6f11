import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { COMMANDS, responseOf } from './commands.table.ts';

test('a response has the command_id of its request with bit 31 set', () => {
  let responses = 0;
  for (const { name, id } of COMMANDS) {
    const response = COMMANDS.find((candidate) => candidate.name === responseOf(name));
    if (response === undefined) continue;
    assert.equal(response.id, id + 0x80000000, name);
    responses += 1;
  }
  expect(responses).toBe(15);
});

test('outbind, alert_notification, responses and unknown commands are due no response of their own', () => {
  for (const name of ['outbind', 'alert_notification', 'submit_sm_resp', 'generic_nack', 'unknown']) {
    assert.equal(responseOf(name), null, name);
  }
  expect(responseOf('data_sm')).toBe('data_sm_resp');
});

test('what counts octets or rows stands right before them and has one octet', () => {
  let counts = 0;
  for (const { name, fields } of COMMANDS) {
    fields.forEach(([, kind], i) => {
      const counted = kind.type === 'octets' ? kind.length : kind.type === 'group' ? kind.count : null;
      if (counted === null) return;
      assert.deepEqual(fields[i - 1], [counted, { type: 'uint', octets: 1 }], name);
      counts += 1;
    });
  }
  expect(counts).toBe(6);
});
