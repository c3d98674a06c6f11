import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../fixtures/golden/examples.json' with { type: 'json' };
import { traceToJsonl } from '../trace/jsonl.ts';
import { parseLadder } from '../trace/ladder.ts';
import { fromHex, latin1, toHex } from '../wire/octets.ts';
import { traceToPcapng } from './from-trace.ts';

const ENQUIRE_LINK = '00000010 00000015 00000000 00000001';

/** The section says "reconstructed at the application's socket; IP and TCP headers are synthetic". */
const BEGIN = `0a0d0d0a 70000000 4d3c2b1a 0100 0000 ffffffffffffffff  0100 4b00
  7265636f6e73747275637465642061742074686520 6170706c69636174696f6e277320 736f636b65743b20
  495020616e642054435020 6865616465727320 6172652073796e746865746963 00  0000 0000  70000000
  01000000 20000000 6500 0000 00000000  0900 0100 06 000000  0000 0000  20000000`;
const TIME = '5e470600 34f54cf6';
const SYN = `06000000 50000000 00000000 ${TIME} 30000000 30000000
  45 00 0030 0000 4000 40 06 26c4 0a000002 0a000003
  c000 0ad7 00000000 00000000 70 02 ffff a571 0000  02 04 0578  01  03 03 0e  50000000`;
const SYN_ACK = `06000000 50000000 00000000 ${TIME} 30000000 30000000
  45 00 0030 0000 4000 40 06 26c4 0a000003 0a000002
  0ad7 c000 00000000 00000001 70 12 ffff a560 0000  02 04 0578  01  03 03 0e  50000000`;
const ACK = `06000000 48000000 00000000 ${TIME} 28000000 28000000
  45 00 0028 0000 4000 40 06 26cc 0a000002 0a000003
  c000 0ad7 00000001 00000001 50 10 ffff d0f6 0000  48000000`;
const MESSAGE = `06000000 64000000 00000000 ${TIME} 38000000 38000000
  45 00 0038 0000 4000 40 06 26bc 0a000002 0a000003
  c000 0ad7 00000001 00000001 50 18 ffff d0b8 0000  ${ENQUIRE_LINK}
  0100 0300 582d31 00  0000 0000  64000000`;

test('a trace of one message is the handshake and one packet, the comment on it, octet by octet', () => {
  const trace = parseLadder(`
    -- epoch 2026-01-02T03:04:05Z --
    @0.5ms ppg ! smsc opened
    @0.5ms ppg > smsc enquire_link sequence_number=1`);
  const message = trace.events.findLast(({ party }) => party === 'smsc');
  const file = traceToPcapng(trace, { comments: new Map([[message?.seq ?? 0, ['X-1']]]) });
  expect(toHex(file)).toBe(toHex(fromHex(BEGIN + SYN + SYN_ACK + ACK + MESSAGE)));
});

test('each message is shown once, and one that arrives without having been sent on a connection of its own', () => {
  const trace = parseLadder(`
    ppg > smsc enquire_link sequence_number=1
    ppg >x smsc enquire_link sequence_number=2
    ppg x> smsc enquire_link sequence_number=3
    smsc > ppg enquire_link_resp sequence_number=1`);
  const shown = packetsOf(traceToPcapng(trace, { comments: new Map() })).filter(({ octets }) => octets.length === 56);
  expect(shown.map(({ octets, comment }) => `${portsOf(octets)} ${String(octets[55])} ${comment}`.trim())).toEqual([
    '49152>2775 1',
    '49152>2775 2',
    '49153>2775 3 arrived so, but was not sent so: a fault of the link',
    '2775>49152 1',
  ]);
});

test('over HTTP the server is who is asked, be it PPG or PI', () => {
  const trace = parseLadder(`
    pi > ppg push-message push-id=1 content-type=text/plain content=hex 61
    ppg > pi push-response push-id=1 code=1001
    ppg > pi resultnotification-message push-id=1 message-state=delivered code=1000
    pi > ppg resultnotification-response push-id=1 code=1000`);
  const ports = packetsOf(traceToPcapng(trace, { comments: new Map() })).map(({ octets }) => portsOf(octets));
  expect([...new Set(ports)]).toEqual(['49152>80', '80>49152', '49153>80', '80>49153']);
});

test('passwords are starred, and with a mask numbers are what they are in the trace file', () => {
  const trace = parseLadder(`
    ppg > smsc bind_transceiver sequence_number=1 system_id=ppg1 password=secret08
    ppg > smsc data_sm sequence_number=2 destination_addr=15550100001 message_payload=hex 00
    ppg > smsc data_sm sequence_number=3 destination_addr=15550200001 message_payload=hex 00
    handset > user inbox to=15550200001 octets=hex 250601`);
  const mask = (number: string): string => `${number.slice(0, 4)}*****${number.slice(-2)}`;
  const open = latin1(traceToPcapng(trace, { comments: new Map() }));
  assert.ok(!open.includes('secret08') && open.includes('ppg1\0********\0'));
  assert.ok(open.includes('15550100001') && open.includes('shown to the user of 15550200001'));
  const hidden = latin1(traceToPcapng(trace, { comments: new Map(), mask }));
  assert.ok(!hidden.includes('15550'));
  assert.ok(hidden.includes('1555*****01\0') && hidden.includes('1555****201\0'));
  assert.ok(hidden.includes('shown to the user of 1555****201'));
  expect(traceToJsonl(trace, mask)).toContain(toHex(new TextEncoder().encode('1555****201')));
});

const tshark = spawnSync('tshark', ['--version']).status === 0;
const NO_TSHARK = 'tshark is not installed here: nobody but us has read this capture';
if (!tshark) process.stderr.write(`skipped: ${NO_TSHARK}\n`);
const FIELDS = ['smpp.command_id', 'smpp.sequence_number', 'http.request.uri', 'http.response.code'];
const LENGTHS = ['gsm_sms_ud.reassembled.length', 'udp.length', 'frame.comment'];
const CHECKED = ['tcp.analysis.flags', 'ip.checksum.status', 'tcp.checksum.status', 'udp.checksum.status'];
const SOUND = ['|1|1|', '|1||1'];

/** What tshark 4.0 says of a PI inside a DOCTYPE, which XML allows and PAP has (PAP 7: wap-pap-ver). */
const OF_PAP = 'Closing an unopened tag';

for (const id of ['E03', 'E09'] as const) {
  const { title, submit, deliverSm, wspPush, wspPushLength } = golden.chains[id];

  test(`tshark reads every message of a push and puts it together again (${id}: ${title})`, () => {
    test.skip(!tshark, NO_TSHARK);
    const [first = '', second = ''] = deliverSm;
    const trace = parseLadder(`
      -- epoch 2026-01-02T03:04:05Z --
      ppg ! smsc opened
      smsc ! handset opened
      pi > ppg push-message push-id=1 content-type=text/vnd.wap.si content=text "${'x'.repeat(2_000)}"
      ppg > pi push-response push-id=1 code=1001
      ppg > smsc data_sm raw=hex ${submit}
      smsc > handset deliver_sm raw=hex ${first}
      smsc > handset deliver_sm raw=hex ${second}
      handset > smsc deliver_sm_resp sequence_number=33
      handset > smsc deliver_sm_resp sequence_number=34
      handset > user inbox to=8613912345678 octets=hex ${wspPush}
      smsc > ppg data_sm_resp sequence_number=17 message_id=D4B00001
      ppg ! smsc closed
      smsc ! handset closed`);
    const submission = trace.events.find(({ pco, kind }) => pco === 'smpp' && kind === 'message');
    const file = test.info().outputPath('case.pcapng');
    writeFileSync(file, traceToPcapng(trace, { comments: new Map([[submission?.seq ?? 0, ['STP-08d: wie üblich']]]) }));
    const rows = read(file);
    const malformed = rows.flatMap(([expert = '']) =>
      [...expert.matchAll(/\/Malformed\): ([^,]*)/g)].map(([, what]) => what),
    );
    assert.deepEqual(
      malformed.filter((what) => what !== OF_PAP),
      [],
    );
    const checked = rows.map((row) => row.slice(1, 1 + CHECKED.length).join('|'));
    assert.deepEqual(
      checked.filter((row) => !SOUND.includes(row)),
      [],
      'out of order, or a wrong checksum',
    );
    const said = rows.map((row) => row.slice(1 + CHECKED.length).join('|'));
    expect(said.filter((row) => row.replaceAll('|', '') !== '')).toEqual([
      '||/pap||||',
      '|||202|||',
      '0x00000103|17|||||STP-08d: wie üblich',
      '0x00000005|33|||||',
      `0x00000005|34|||${wspPushLength}||`,
      '0x80000005|33|||||',
      '0x80000005|34|||||',
      `|||||${8 + wspPushLength}|shown to the user of 8613912345678, from 10658000`,
      '0x80000103|17|||||',
    ]);
  });
}

/** A row of fields for each packet: what tshark thinks of it, CHECKED, FIELDS and LENGTHS. */
function read(file: string): readonly (readonly string[])[] {
  const checks = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
  const fields = ['_ws.expert', ...CHECKED, ...FIELDS, ...LENGTHS].flatMap((field) => ['-e', field]);
  const { stdout, status, stderr } = spawnSync(
    'tshark',
    ['-n', '-r', file, ...checks, '-T', 'fields', '-E', 'separator=|', ...fields],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|'));
}

/** The enhanced packet blocks of a little-endian file: their packet, and their first comment. */
function packetsOf(file: Uint8Array): readonly { readonly octets: Uint8Array; readonly comment: string }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const packets: { octets: Uint8Array; comment: string }[] = [];
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) !== 6) continue;
    const end = at + 28 + view.getUint32(at + 20, true);
    const option = at + 28 + Math.ceil((end - at - 28) / 4) * 4;
    const hasComment = option < at + view.getUint32(at + 4, true) - 4;
    const length = hasComment ? view.getUint16(option + 2, true) : 0;
    packets.push({
      octets: file.subarray(at + 28, end),
      comment: latin1(file.subarray(option + 4, option + 4 + length)),
    });
  }
  return packets;
}

function portsOf(packet: Uint8Array): string {
  const view = new DataView(packet.buffer, packet.byteOffset);
  return `${view.getUint16(20)}>${view.getUint16(22)}`;
}
