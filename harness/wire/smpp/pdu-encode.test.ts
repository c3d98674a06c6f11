import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, toHex } from '../octets.ts';
import { encodePdu } from './pdu.ts';

test('encoding refuses unknown names and values that no octets can hold', () => {
  const refused = [
    () => encodePdu({ command: 'submit', sequence_number: 1 }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { dest_addr: '1' } }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 2 ** 32 }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { esm_class: 256 } }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { esm_class: '2' } }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { source_addr: 'a\u0000b' } }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { short_message: 'abc' } }),
    () => encodePdu({ command: 'submit_sm', sequence_number: 1, fields: { short_message: new Uint8Array(256) } }),
    () => encodePdu({ command: 'data_sm', sequence_number: 1, tlvs: [['dest_port', 2948]] }),
    () => encodePdu({ command: 'data_sm', sequence_number: 1, tlvs: [['message_payload', new Uint8Array(65_536)]] }),
  ];
  for (const encoding of refused) assert.throws(encoding, RangeError);
  expect(refused.length).toBe(10);
});

test('lengths that are given are written as given, and octets in place of a value as they are', () => {
  const lying = encodePdu({
    command: 'data_sm',
    sequence_number: 1,
    // source_addr without its NUL
    fields: { command_length: 15, source_addr: fromHex('31 32') },
    tlvs: [['destination_port', fromHex('0B')]],
  });
  expect(toHex(lying)).toBe(
    '0000000f' +
      '00000103' +
      '00000000' +
      '00000001' +
      '00' +
      '0000' +
      '3132' +
      '0000' +
      '00' +
      '000000' +
      '020b' +
      '0001' +
      '0b',
  );
});

test('a header-only response has no body, whatever fields are given', () => {
  const octets = encodePdu({
    command: 'data_sm_resp',
    command_status: 0xfe,
    sequence_number: 0x11,
    fields: { message_id: '4D2A0001' },
    headerOnly: true,
  });
  expect(toHex(octets)).toBe(golden.smppPdus['data_sm_resp transaction failure, header only'].toLowerCase());
});
