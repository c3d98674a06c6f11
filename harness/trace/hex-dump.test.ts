import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { isMessage, type Message } from './event.ts';
import { hexDump } from './hex-dump.ts';
import { parseLadder } from './ladder.ts';

function only(line: string): Message {
  const event = parseLadder(line).events[0];
  assert.ok(event !== undefined && isMessage(event));
  return event;
}

test('each field of a PDU stands beside its octets and their offset, a segment’s header IE by IE', () => {
  const segment = only(
    'smsc > handset deliver_sm sequence_number=17 segment=2/3 reference=7 ud=text "abcdefghijklmnopqr"',
  );
  expect(hexDump(segment)).toBe(`0000  00 00 00 52                                      command_length 82 (0x52)
0004  00 00 00 05                                      command_id deliver_sm
0008  00 00 00 00                                      command_status ESME_ROK
000c  00 00 00 11                                      sequence_number 17 (0x11)
0010  00                                               service_type ""
0011  00                                               source_addr_ton 0
0012  01                                               source_addr_npi 1
0013  31 30 36 35 38 30 30 30 00                       source_addr "10658000"
001c  01                                               dest_addr_ton 1
001d  01                                               dest_addr_npi 1
001e  31 35 35 35 30 31 30 30 30 30 31 00              destination_addr "15550100001"
002a  40                                               esm_class 0x40
002b  00                                               protocol_id 0x00
002c  00                                               priority_flag 0
002d  00                                               schedule_delivery_time ""
002e  00                                               validity_period ""
002f  00                                               registered_delivery 0x00
0030  00                                               replace_if_present_flag 0
0031  04                                               data_coding 0x04
0032  00                                               sm_default_msg_id 0
0033  1e                                               sm_length 30 (0x1e)
0034  0b                                               UDHL 11
0035  05 04 0b 84 23 f0                                IE 05 ports 2948/9200
003b  00 03 07 03 02                                   IE 00 segment 2/3 reference 7 (8 bits)
0040  61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop data, 18 octets
0050  71 72                                            qr
`);
});

test('what is wrong stands beneath the octets it is about', () => {
  const response = only(
    'smsc > ppg data_sm_resp sequence_number=1 raw=hex 00000017 80000103 000000fe 00000001 00 0425 0002 0102',
  );
  expect(hexDump(response).split('\n').slice(4)).toEqual([
    '0010  00                                               message_id ""',
    '0011  04 25 00 02 01 02                                delivery_failure_reason',
    '      ! delivery_failure_reason: length 2 is not one of this TLV',
    '',
  ]);
});

test('HTTP is shown line by line, its binary content in hex', () => {
  const text = hexDump(only('pi > ppg push-message push-id=1 address=+15550100001 content=hex 01 06 00 0d 0a 41'));
  assert.match(text, /^0000 {2}POST \/pap HTTP\/1\.1\n0014 {2}Host: ppg\.example\.com\n/);
  expect(text).toMatch(/\n[0-9a-f]{4} {2}01 06 00 0d 0a {35}\.\.\.\.\.\n[0-9a-f]{4} {2}A\n/);
});

test('a push at the handset shows its headers and its body', () => {
  const lines = hexDump(only('handset > user inbox octets=hex 01 06 03 be af 84 8c 82')).split('\n');
  assert.deepEqual(lines.slice(0, 2), [
    '0000  01                                               tid 1',
    '0001  06                                               type 6',
  ]);
  expect(lines[3]).toBe('0006  8c 82                                            ..               body, 2 octets');
});

test('a dump hides passwords, and numbers where it is given a mask; a long payload is cut', () => {
  const bind = hexDump(only('ppg > smsc bind_transmitter sequence_number=1 password=secret'));
  assert.match(bind, /2a 2a 2a 2a 2a 2a 00 +password "\*{6}"/);
  const mask = (number: string): string => `${number.slice(0, 4)}*****${number.slice(9)}`;
  const masked = hexDump(only('ppg > smsc data_sm sequence_number=1 message_payload=pattern(300)'), mask);
  assert.match(masked, /destination_addr "1555\*{5}01"/);
  expect(masked).toMatch(/\n {6}… 44 octets more\n/);
});
