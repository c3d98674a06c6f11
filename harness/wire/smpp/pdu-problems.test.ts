import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex } from '../octets.ts';
import { decodePdu, encodePdu, text, tlv, tlvUint, uint, type Pdu } from './pdu.ts';

function fieldsWithProblems(hex: string): readonly string[] {
  return decodePdu(fromHex(hex)).problems.map(({ field }) => field);
}

test('each malformed vector has the problem it was made for, and what is merely odd has none', () => {
  const found = Object.entries(golden.malformedSmpp).map(([name, hex]) => [name, fieldsWithProblems(hex)]);
  expect(Object.fromEntries(found)).toEqual({
    'truncated header (15 of 16 octets, then silence)': ['header'],
    'command_length 0': ['command_length'],
    'command_length 15 (< 16)': ['command_length'],
    'command_length 0x7FFFFFFF': ['command_length', 'service_type'],
    'enquire_link with 4 surplus octets inside command_length': ['surplus'],
    'unknown command_id 0x000000FF': [],
    'sequence_number 0': [],
    'non-zero command_status in a request': [],
    'TLV length past end of PDU': ['tlvs'],
    '1 stray octet after the last TLV': ['tlvs'],
    'unknown TLV 0x1500 before message_payload': [],
    'reserved TLV tag 0x0100 before message_payload': [],
    'data_sm without message_payload': [],
    'short_message and message_payload both present': [],
    'sm_length 255': [],
    'unterminated source_addr (22 octets, no NUL within 21)': ['source_addr'],
  });
});

test('an over-long C-Octet String is a problem at its offset and the fields behind it are still read', () => {
  const pdu = decodePdu(fromHex(golden.malformedSmpp['unterminated source_addr (22 octets, no NUL within 21)']));
  assert.deepEqual(pdu.problems, [{ field: 'source_addr', offset: 19, what: 'no NUL within 21 octets' }]);
  assert.equal(text(pdu, 'source_addr'), '1234567890123456789012');
  expect(text(pdu, 'destination_addr')).toBe('8613912345678');
});

test('a TLV of a wrong length is a problem and gives no number', () => {
  // data_sm with empty addresses, destination_port of 1 octet
  const pdu = decodePdu(fromHex('0000001F 00000103 00000000 00000001 00 0000 00 0000 00 020000 020B 0001 0B'));
  assert.deepEqual(pdu.problems, [{ field: 'destination_port', offset: 26, what: 'length 1 is not one of this TLV' }]);
  assert.deepEqual(tlv(pdu, 'destination_port')?.value, Uint8Array.of(0x0b));
  expect(tlvUint(pdu, 'destination_port')).toBe(undefined);
});

test('a C-Octet String TLV needs its NUL, and nothing after it', () => {
  // data_sm_resp, message_id empty, additional_status_info_text "ab" without NUL; "a" NUL "b"
  assert.deepEqual(fieldsWithProblems('00000017 80000103 00000000 00000001 00 001D 0002 6162'), [
    'additional_status_info_text',
  ]);
  expect(fieldsWithProblems('00000018 80000103 00000000 00000001 00 001D 0003 610062')).toEqual([
    'additional_status_info_text',
  ]);
});

test('sm_length beyond the PDU is a problem and no short_message is made of what is left', () => {
  // submit_sm, all fields empty, sm_length 3, two octets
  const fields = '00 0000 00 0000 00 00 00 00 00 00 00 00 04 00';
  const pdu = decodePdu(fromHex(`00000023 00000004 00000000 00000001 ${fields} 03 6162`));
  assert.deepEqual(pdu.problems, [{ field: 'short_message', offset: 33, what: 'sm_length says 3 octets, 2 left' }]);
  assert.equal(uint(pdu, 'sm_length'), 3);
  expect(pdu.fields['short_message']).toBe(undefined);
});

test('sm_length short of the PDU makes its surplus a stray octet', () => {
  const fields = '00 0000 00 0000 00 00 00 00 00 00 00 00 04 00';
  expect(fieldsWithProblems(`00000023 00000004 00000000 00000001 ${fields} 01 6162`)).toEqual(['tlvs']);
});

test('a failed response may lack its body, a successful one may not', () => {
  const failed = decodePdu(fromHex(golden.smppPdus['data_sm_resp transaction failure, header only']));
  assert.deepEqual([failed.hasBody, failed.problems], [false, []]);
  const success = decodePdu(fromHex('00000010 80000103 00000000 00000011'));
  assert.equal(success.hasBody, false);
  expect(success.problems).toEqual([{ field: 'message_id', offset: 16, what: 'missing: the octets end before it' }]);
});

test('deliver_sm_resp has a message_id of one octet', () => {
  assert.deepEqual(fieldsWithProblems('00000011 80000005 00000000 00000021 00'), []);
  expect(fieldsWithProblems('00000012 80000005 00000000 00000021 61 00')).toEqual(['message_id']);
});

test('addresses have 20 characters in submit_sm and 64 in data_sm', () => {
  const problems = (command: string, characters: number): readonly string[] => {
    const fields = { source_addr: '7'.repeat(characters), destination_addr: '8'.repeat(characters) };
    return decodePdu(encodePdu({ command, sequence_number: 1, fields })).problems.map(({ field }) => field);
  };
  assert.deepEqual(problems('submit_sm', 20), []);
  assert.deepEqual(problems('submit_sm', 21), ['source_addr', 'destination_addr']);
  assert.deepEqual(problems('data_sm', 64), []);
  expect(problems('data_sm', 65)).toEqual(['source_addr', 'destination_addr']);
});

test('no more than 64 TLVs are read', () => {
  const withTlvs = (count: number): Pdu => {
    const tlvs = Array.from({ length: count }, () => [0x1500, Uint8Array.of(1)] as const);
    return decodePdu(encodePdu({ command: 'data_sm', sequence_number: 1, tlvs }));
  };
  assert.deepEqual(withTlvs(64).problems, []);
  const many = withTlvs(65);
  assert.equal(many.tlvs.length, 64);
  expect(many.problems.map(({ field, what }) => `${field}: ${what}`)).toEqual(['tlvs: more than 64 TLVs']);
});

test('octets behind command_length are not read', () => {
  // submit_sm_resp of 18 octets, message_id "ab" without NUL, then the NUL and more
  const unterminated = decodePdu(fromHex('00000012 80000004 00000000 00000001 6162 00 63 00'));
  assert.deepEqual(
    unterminated.problems.map(({ field, what }) => `${field}: ${what}`),
    ['command_length: says 18, there are 21 octets', 'message_id: no NUL up to the end'],
  );
  assert.equal(unterminated.fields['message_id'], undefined);
  const followed = decodePdu(fromHex('00000011 80000004 00000000 00000001 00 0420 0001 01'));
  expect([followed.problems.length, followed.tlvs.length]).toEqual([1, 0]);
});

test('a request may not lack its body, whatever its command_status says', () => {
  expect(fieldsWithProblems('00000010 00000103 00000008 00000001')).toEqual(['service_type']);
});
