import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { commandsByName } from './commands.table.ts';
import { ALLOWED, maySend, nextState, NEXT } from './states.table.ts';

test('each command of the session tables is one of the command table', () => {
  for (const [command] of [...ALLOWED, ...NEXT]) assert.ok(commandsByName.has(command), command);
  expect(ALLOWED.length).toBe(18);
});

test('a submission goes from ESME to SMSC on transmitter and transceiver sessions only', () => {
  for (const command of ['submit_sm', 'data_sm']) {
    assert.equal(maySend('esme', command, 'BOUND_TX', 0x34), true);
    assert.equal(maySend('esme', command, 'BOUND_TRX', 0x34), true);
    assert.equal(maySend('esme', command, 'BOUND_RX', 0x34), false);
    assert.equal(maySend('esme', command, 'OPEN', 0x34), false);
    assert.equal(maySend('esme', command, 'UNBOUND', 0x34), false);
  }
  assert.equal(maySend('smsc', 'submit_sm', 'BOUND_TRX', 0x34), false);
  expect(maySend('smsc', 'data_sm', 'BOUND_RX', 0x34)).toBe(true);
});

test('deliver_sm goes from SMSC to ESME on receiver and transceiver sessions only', () => {
  assert.equal(maySend('smsc', 'deliver_sm', 'BOUND_RX', 0x34), true);
  assert.equal(maySend('smsc', 'deliver_sm', 'BOUND_TRX', 0x34), true);
  assert.equal(maySend('smsc', 'deliver_sm', 'BOUND_TX', 0x34), false);
  expect(maySend('esme', 'deliver_sm', 'BOUND_TRX', 0x34)).toBe(false);
});

test('enquire_link before a bind is of 5.0', () => {
  assert.equal(maySend('esme', 'enquire_link', 'OPEN', 0x34), false);
  assert.equal(maySend('esme', 'enquire_link', 'OPEN', 0x50), true);
  assert.equal(maySend('smsc', 'enquire_link', 'BOUND_RX', 0x34), true);
  expect(maySend('esme', 'no_such_command', 'BOUND_TRX', 0x50)).toBe(false);
});

test('binds, outbind and unbind lead from state to state and nothing else does', () => {
  assert.equal(nextState('OPEN', 'bind_transceiver'), 'BOUND_TRX');
  assert.equal(nextState('OPEN', 'outbind'), 'OUTBOUND');
  assert.equal(nextState('OUTBOUND', 'bind_receiver'), 'BOUND_RX');
  assert.equal(nextState('BOUND_RX', 'bind_transmitter'), 'BOUND_RX');
  assert.equal(nextState('BOUND_TX', 'unbind'), 'UNBOUND');
  expect(nextState('BOUND_TX', 'submit_sm')).toBe('BOUND_TX');
});
