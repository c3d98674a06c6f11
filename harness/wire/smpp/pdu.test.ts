import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, toHex } from '../octets.ts';
import { decodePdu, encodePdu, isResponse, text, tlv, tlvUint, uint, type Pdu } from './pdu.ts';

/** Every well-formed PDU of the golden vectors, by name. */
function goldenPdus(): readonly (readonly [name: string, hex: string])[] {
  const chains = Object.entries(golden.chains).flatMap(([id, chain]) => [
    ...('submit' in chain && typeof chain.submit === 'string' ? [[`${id} submission`, chain.submit] as const] : []),
    ...('deliverSm' in chain ? chain.deliverSm.map((hex, i) => [`${id} deliver_sm ${i + 1}`, hex] as const) : []),
  ]);
  return [...Object.entries(golden.smppPdus), ...chains];
}

function again(pdu: Pdu): Uint8Array {
  return encodePdu({
    command: pdu.command,
    command_status: pdu.command_status,
    sequence_number: pdu.sequence_number,
    fields: pdu.fields,
    tlvs: pdu.tlvs.map(({ tag, value }) => [tag, value]),
    headerOnly: !pdu.hasBody,
  });
}

/** The octets up to `length`, with a command_length that fits them. */
function shortened(octets: Uint8Array, length: number): Uint8Array {
  const cut = octets.slice(0, length);
  new DataView(cut.buffer).setUint32(0, length);
  return cut;
}

test('every golden PDU is read without problems and written again to the same octets', () => {
  const pdus = goldenPdus();
  for (const [name, hex] of pdus) {
    const pdu = decodePdu(fromHex(hex));
    assert.deepEqual(pdu.problems, [], name);
    assert.equal(toHex(again(pdu)), hex.toLowerCase(), name);
  }
  expect(pdus.length).toBe(83);
});

test('the fields of data_sm are read where SMPP 3.4, 4.7.1 has them', () => {
  const pdu = decodePdu(fromHex(golden.chains.E01.submit));
  assert.equal(pdu.command, 'data_sm');
  assert.deepEqual(
    [pdu.command_length, pdu.command_id, pdu.command_status, pdu.sequence_number],
    [156, 0x103, 0, 0x11],
  );
  assert.deepEqual(pdu.fields, {
    service_type: 'WAP',
    source_addr_ton: 0,
    source_addr_npi: 1,
    source_addr: '10658000',
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: '8613912345678',
    esm_class: 0x02,
    registered_delivery: 0,
    data_coding: 0xf5,
  });
  assert.deepEqual(
    pdu.tlvs.map(({ tag, name, offset }) => [tag, name, offset]),
    [
      [0x020a, 'source_port', 50],
      [0x020b, 'destination_port', 56],
      [0x0017, 'qos_time_to_live', 62],
      [0x0424, 'message_payload', 70],
    ],
  );
  assert.equal(tlvUint(pdu, 'source_port'), 9200);
  assert.equal(tlvUint(pdu, 'destination_port'), 2948);
  assert.equal(tlvUint(pdu, 'qos_time_to_live'), 60);
  assert.equal(toHex(tlv(pdu, 'message_payload')?.octets ?? new Uint8Array()), golden.chains.E01.wspPush.toLowerCase());
  expect(isResponse(pdu)).toBe(false);
});

test('the fields of submit_sm are read where SMPP 3.4, 4.4.1 has them', () => {
  const pdu = decodePdu(fromHex(golden.chains.E12.submit));
  const { short_message, ...others } = pdu.fields;
  assert.equal(pdu.command, 'submit_sm');
  assert.deepEqual(others, {
    service_type: 'WAP',
    source_addr_ton: 0,
    source_addr_npi: 1,
    source_addr: '10658000',
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: '8613912345678',
    esm_class: 0x42,
    protocol_id: 0,
    priority_flag: 0,
    schedule_delivery_time: '',
    validity_period: '000000000100000R',
    registered_delivery: 0,
    replace_if_present_flag: 0,
    data_coding: 0xf5,
    sm_default_msg_id: 0,
    sm_length: 41,
  });
  assert.ok(short_message instanceof Uint8Array);
  expect(toHex(short_message)).toBe(
    '0605040b8423f002060603b081eaaf8202066a00850a036578616d706c65008503732e776d6c000601',
  );
});

test('a bind, its response and a failed data_sm_resp give their fields and TLVs', () => {
  const bind = decodePdu(fromHex(golden.smppPdus.bind_receiver));
  assert.deepEqual(bind.fields, {
    system_id: 'hset1',
    password: 'secret08',
    system_type: '',
    interface_version: 0x34,
    addr_ton: 1,
    addr_npi: 1,
    address_range: '8613912345678',
  });
  const bound = decodePdu(fromHex(golden.smppPdus['bind_transceiver_resp OK']));
  assert.equal(isResponse(bound), true);
  assert.equal(text(bound, 'system_id'), 'smsc1');
  assert.equal(tlvUint(bound, 'sc_interface_version'), 0x34);
  const failed = decodePdu(fromHex(golden.smppPdus['data_sm_resp transaction failure']));
  assert.equal(failed.command_status, 0xfe);
  assert.equal(text(failed, 'message_id'), '4D2A0001');
  assert.equal(tlvUint(failed, 'delivery_failure_reason'), 0);
  assert.deepEqual(tlv(failed, 'network_error_code')?.value, Uint8Array.of(3, 0, 0x1b));
  assert.equal(tlv(failed, 'additional_status_info_text')?.value, 'absent subscriber, window expired');
  expect(uint(failed, 'esm_class')).toBe(0);
});

test('the groups of submit_multi and its response are kept as octets and counted', () => {
  const { fields } = decodePdu(fromHex(golden.smppPdus['submit_multi (1 SME + 1 list)']));
  assert.equal(fields['number_of_dests'], 2);
  assert.deepEqual(
    fields['dest_addresses'],
    // 1 TON NPI address NUL, 2 "list1" NUL
    fromHex('01 01 01 38363133393132333435363738 00 02 6C69737431 00'),
  );
  assert.deepEqual(fields['short_message'], fromHex('68 69'));
  const response = decodePdu(fromHex(golden.smppPdus.submit_multi_resp));
  assert.equal(response.fields['no_unsuccess'], 1);
  const counted = encodePdu({
    command: 'submit_multi_resp',
    sequence_number: 9,
    fields: { message_id: '4D2A0009', unsuccess_smes: fromHex('01 01 38363133393132333435363738 00 0000000B') },
  });
  expect(toHex(counted)).toBe(golden.smppPdus.submit_multi_resp.toLowerCase());
});

test('an unknown command_id is a fact, and unknown TLVs are kept with their octets', () => {
  assert.equal(decodePdu(fromHex(golden.malformedSmpp['unknown command_id 0x000000FF'])).command, 'unknown');
  const pdu = decodePdu(fromHex(golden.malformedSmpp['unknown TLV 0x1500 before message_payload']));
  expect(pdu.tlvs.map(({ tag, name, value }) => [tag, name, value])).toEqual([
    [0x1500, null, fromHex('01 02')],
    [0x0424, 'message_payload', fromHex('61 62 63')],
  ]);
});

test('of repeated TLVs all are kept and the first is found by name', () => {
  // bind_transceiver_resp: system_id "a", sc_interface_version 34, then 50
  const pdu = decodePdu(fromHex('0000001C 80000009 00000000 00000001 61 00 0210 0001 34 0210 0001 50'));
  assert.deepEqual(pdu.problems, []);
  assert.equal(pdu.tlvs.length, 2);
  expect(tlvUint(pdu, 'sc_interface_version')).toBe(0x34);
});

test('every golden PDU cut at any offset shows a problem', () => {
  let cuts = 0;
  for (const [name, hex] of goldenPdus()) {
    const octets = fromHex(hex);
    for (let length = 0; length < octets.length; length += 1, cuts += 1) {
      assert.notEqual(decodePdu(octets.subarray(0, length)).problems.length, 0, `${name} cut at ${length}`);
    }
  }
  expect(cuts).toBeGreaterThan(8_000);
});

test('a data_sm cut with a command_length that fits is whole only at the ends of its TLVs', () => {
  const octets = fromHex(golden.chains.E01.submit);
  const whole = [];
  for (let length = 16; length <= octets.length; length += 1) {
    if (decodePdu(shortened(octets, length)).problems.length === 0) whole.push(length);
  }
  expect(whole).toEqual([50, 56, 62, 70, 156]);
});
