import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import smpp from 'smpp';
import { COMMANDS } from './commands.table.ts';
import { statuses } from './statuses.table.ts';
import { TLVS } from './tlvs.table.ts';

test('the smpp package knows the same commands, TLV tags and statuses', () => {
  assert.deepEqual(
    COMMANDS.map(({ name, id }) => [name, id]).sort(),
    Object.entries(smpp.commands)
      .map(([name, { id }]) => [name, id])
      .sort(),
  );
  const renamed = { destination_port: 'dest_port' } as const;
  assert.deepEqual(
    TLVS.map(({ tag, name }) => [name in renamed ? renamed.destination_port : name, tag]).sort(),
    Object.entries(smpp.tlvs)
      .filter(([name]) => name !== 'failed_broadcast_area_identifier' && name !== 'alert_on_msg_delivery')
      .map(([name, { id }]) => [name, id])
      .sort(),
  );
  expect(statuses.map(([code, name]) => [name, code])).toEqual(Object.entries(smpp.errors));
});
