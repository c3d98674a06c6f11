import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { fromHex, toHex } from '../wire/octets.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { TLVS } from '../wire/smpp/tlvs.table.ts';
import { isMessage, type Message, type Trace, type TraceEvent } from './event.ts';
import { parseLadder, printLadder } from './ladder.ts';
import { makeRecorder } from './recorder.ts';

/** A push with three segments, the second refused once, from the PI's request to the PI's answer. */
const CHAIN = `
  let B = pattern(300)
  let P = hex 01 06 03 be af 84 + B
  pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n priority=high content=B
  ppg > pi  push-response push-id=1 code=1001 desc="Accepted for processing"
  @12.5ms+0.4ms ppg > smsc submit_sm sequence_number=7 esm_class=0x02 source_port=9200 destination_port=2948 message_payload=P
  smsc    > handset deliver_sm      sequence_number=1 segment=1/3 reference=7 ud=P[0..128]
  handset > smsc    deliver_sm_resp sequence_number=1
  smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=7 ud=P[128..256]
  handset > smsc    deliver_sm_resp sequence_number=2 status=ESME_RX_T_APPN
  smsc    > handset deliver_sm      sequence_number=3 segment=2/3 reference=7 ud=P[128..256]
  handset > smsc    deliver_sm_resp sequence_number=3
  smsc    > handset deliver_sm      sequence_number=4 segment=3/3 reference=7 ud=P[256..306]
  handset > smsc    deliver_sm_resp sequence_number=4
  handset > user    inbox           to=15550100001 octets=P
  smsc    > ppg     submit_sm_resp  sequence_number=7 message_id=4D2A
  ppg > pi resultnotification-message  push-id=1 message-state=delivered code=1000 address=+15550100001 priority=high
  pi > ppg resultnotification-response push-id=1 code=1000 address=+15550100001
`;

/** All that a ladder must keep of an event. */
function kept(event: TraceEvent): string {
  const { seq, atUs, party, peer, pco, kind } = event;
  const octets = isMessage(event) ? `${event.direction} ${toHex(event.octets)}` : '';
  const shown = isMessage(event) && event.message.kind === 'push' ? `${event.message.to} ${event.message.from}` : '';
  return [seq, atUs, party, peer, pco, kind, octets, shown].join(' ');
}

function assertSame(read: Trace, written: Trace): void {
  assert.deepEqual(read.events.map(kept), written.events.map(kept));
  const groups = (trace: Trace): readonly number[] => {
    const names = [...new Set(trace.events.map(({ connection }) => connection))];
    return trace.events.map(({ connection }) => names.indexOf(connection));
  };
  assert.deepEqual(groups(read), groups(written));
}

function octetsOf(event: TraceEvent | undefined): string {
  return event !== undefined && isMessage(event) ? toHex(event.octets) : '';
}

function only(line: string): Message {
  const event = parseLadder(line).events[0];
  assert.ok(event !== undefined && isMessage(event));
  return event;
}

test('a whole push printed and read again gives the same octets, times, parties and connections', () => {
  const trace = parseLadder(CHAIN);
  const printed = printLadder(trace.events, { header: trace.header });
  const again = parseLadder(printed);
  assertSame(again, trace);
  assert.deepEqual(again.header, trace.header);
  assert.ok(!printed.includes('raw='), printed);
  expect(trace.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 29 }, (_, at) => at + 1));
});

test('a segment line gives ports, then concatenation, then its octets of the push', () => {
  const { octets } = only('smsc > handset deliver_sm sequence_number=1 segment=2/3 reference=7 ud=hex 61 62 63');
  expect(toHex(octets)).toBe(
    [
      '00000043' + '00000005' + '00000000' + '00000001', // header
      '00' + '0001' + '313036353830303000' + '0101' + '313535353031303030303100', // service, source, destination
      '40' + '00' + '00' + '00' + '00' + '00' + '00' + '04' + '00', // esm_class … sm_default_msg_id
      '0f' + '0b' + '05040b8423f0' + '0003070302' + '616263', // sm_length, UDHL, ports, concatenation, data
    ].join(''),
  );
});

test('a submission line gives its TLVs in the order written, numbers of any length, unknown tags by number', () => {
  const { octets } = only(
    'ppg > smsc data_sm sequence_number=0x11 service_type=WAP esm_class=2 qos_time_to_live=60 0x1401=hex 0a network_error_code=hex 03 00 1b',
  );
  expect(toHex(octets)).toBe(
    [
      '00000044' + '00000103' + '00000000' + '00000011',
      '57415000' + '0001' + '313036353830303000' + '0101' + '313535353031303030303100' + '02' + '00' + '04',
      '001700040000003c' + '140100010a' + '042300030300' + '1b',
    ].join(''),
  );
});

test('a status may be a name or a number, and a failure may have no body', () => {
  const named = only('smsc > ppg data_sm_resp sequence_number=7 status=ESME_RDELIVERYFAILURE header_only');
  assert.equal(toHex(named.octets), '00000010' + '80000103' + '000000fe' + '00000007');
  const numbered = only('smsc > ppg data_sm_resp sequence_number=7 status=0xfe delivery_failure_reason=1');
  expect(toHex(numbered.octets)).toBe('00000016' + '80000103' + '000000fe' + '00000007' + '00' + '0425000101');
});

test('a push line gives an HTTP request with control entity and content', () => {
  const { octets } = only(
    'pi > ppg push-message push-id=1 address=+15550100001 content-type=text/plain content=text "hi"',
  );
  const text = String.fromCharCode(...octets).replace(/\r\n/g, '\n');
  expect(text).toBe(`POST /pap HTTP/1.1
Host: ppg.example.com
Content-Type: multipart/related; boundary="pushproof-b1"; type="application/xml"
Connection: close
Content-Length: 433

--pushproof-b1
Content-Type: application/xml

<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>
<pap>
<push-message push-id="1">
<address address-value="WAPPUSH=+15550100001/TYPE=PLMN@ppg.pushproof"/>
</push-message>
</pap>

--pushproof-b1
Content-Type: text/plain

hi
--pushproof-b1--
`);
});

test('every field of every command, and every TLV, has its own name in a ladder', () => {
  for (const { name, fields, tlvs, id } of COMMANDS) {
    const values = fields.flatMap(([field, kind]): readonly (readonly [string, number | string])[] => {
      if (kind.type === 'uint' && !['sm_length', 'number_of_dests', 'no_unsuccess'].includes(field))
        return [[field, 3]];
      return kind.type === 'cOctets' && kind.maxOctets > 5 && field !== 'password' ? [[field, 'a b"\\']] : [];
    });
    const rows = tlvs ? TLVS : [];
    const octets = encodePdu({
      command: name,
      command_status: id > 0x80000000 ? 0x45 : 0,
      sequence_number: 9,
      fields: Object.fromEntries(values),
      tlvs: rows.slice(0, 60).map(({ tag, kind, lengths }) => {
        const size = lengths[0]?.[0] ?? 0;
        if (kind.type === 'uint') return [tag, 5];
        return [tag, kind.type === 'cOctets' ? 'x=1 #2' : new Uint8Array(size).fill(7)];
      }),
    });
    const trace = recorded(octets);
    const printed = printLadder(trace.events, {});
    assert.ok(name === 'generic_nack' || !printed.includes('raw='), printed);
    assertSame(parseLadder(printed), trace);
  }
});

test('a PDU that breaks the rules is printed with all its octets and read back as it was', () => {
  for (const hex of [
    '000000100000001500000000000000', // one octet short of a header
    '0000000f000000150000000000000001', // command_length below 16
    '00000014000000150000000000000001' + '00000000', // octets after a PDU without TLVs
    '00000010000000ff0000000000000001', // unknown command_id
    '00000010000000040000000000000001', // no body
    '00000015800001030000000000000001' + '00' + '04250001', // a TLV that lies about its length
    '00000016000000050000000000000001' + '414243' + '444546', // no NUL
    '',
  ]) {
    const trace = recorded(fromHex(hex));
    assertSame(parseLadder(printLadder(trace.events, {})), trace);
  }
});

test('a PDU cut at any point, or with any one octet changed, is read back as it was', () => {
  const whole = only(
    'smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=7 ud=hex 00 20 22 user_message_reference=5',
  ).octets;
  const broken = Array.from(whole, (octet, at) => [
    whole.slice(0, at),
    whole.with(at, octet ^ 0x01),
    whole.with(at, 0xff),
    whole.with(at, 0x22),
  ]).flat();
  for (const octets of broken) {
    const trace = recorded(octets);
    const printed = printLadder(trace.events, {});
    assert.deepEqual(parseLadder(printed).events.map(octetsOf), trace.events.map(octetsOf), printed);
  }
  expect(broken).toHaveLength(4 * 73);
});

test('an HTTP message that is written otherwise than ours is printed with all its octets and read back as it was', () => {
  for (const text of [
    'POST /pap HTTP/1.0\r\nContent-Type: application/xml\r\n\r\n<pap><cancel-message push-id="1"/></pap>',
    'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 Fine\r\ncontent-length: 3\r\nX: "\\ #\r\n\r\n\xe9 x',
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'nonsense \x00\xff',
  ]) {
    const recorder = makeRecorder({ source: '', world: 'sim', epochUtc: '' });
    const octets = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const place = { atUs: 0, pco: 'pap', connection: 'x' } as const;
    recorder.message({ ...place, party: 'pi', peer: 'ppg', direction: 'out', octets });
    recorder.message({ ...place, party: 'ppg', peer: 'pi', direction: 'in', octets });
    const printed = printLadder(recorder.events, {});
    const again = parseLadder(printed);
    assert.deepEqual(again.events.map(octetsOf), recorder.events.map(octetsOf), printed);
  }
});

test('what is lost, comes from nowhere, or arrives late and out of order keeps its place for each party', () => {
  const trace = parseLadder(`
    ppg  >x smsc submit_sm sequence_number=1
    ppg  ~  smsc drop
    ppg  x> smsc submit_sm sequence_number=2
    @5ms ppg >. smsc submit_sm sequence_number=3
    @5ms+2ms ppg > smsc submit_sm sequence_number=4
    @7ms smsc > ppg submit_sm_resp sequence_number=4
    @7ms ppg .> smsc submit_sm sequence_number=3
    ppg ! smsc closed
    smsc ! ppg closed
  `);
  const order = trace.events.map(({ party, kind, atUs }) => `${atUs / 1000} ${party} ${kind}`);
  assert.deepEqual(order, [
    '0 ppg message',
    '1 ppg fault',
    '2 smsc message',
    '5 ppg message',
    '5 ppg message',
    '7 smsc message',
    '7 smsc message',
    '7 ppg message',
    '7 smsc message',
    '8 ppg closed',
    '9 smsc closed',
  ]);
  assert.ok(trace.events[1]?.kind === 'fault' && trace.events[1].affects === 1);
  const printed = printLadder(trace.events, { header: trace.header });
  assert.match(printed, /ppg +>\. smsc +submit_sm +sequence_number=3\n/);
  assertSame(parseLadder(printed), trace);
});

test('where only one end was observed the other has no events, printed and read', () => {
  const trace = parseLadder(`
    -- observed smpp: smsc --
    ppg  > smsc submit_sm      sequence_number=7
    smsc > ppg  submit_sm_resp sequence_number=7`);
  assert.deepEqual(
    trace.events.map(({ party, seq }) => `${seq} ${party}`),
    ['1 smsc', '2 smsc'],
  );
  const printed = printLadder(trace.events, {});
  assert.match(printed, /^-- observed smpp: smsc --\n/);
  expect(printed).not.toMatch(/x>|>x/);
  assertSame(parseLadder(printed), trace);
});

test('a ladder says how long it was observed, from where, and how exactly', () => {
  const headers = [
    '',
    '-- ends at @5s --',
    '-- trace ends before the deadline --',
    '-- trace ends at @20ms before the deadline --',
    '-- observed sm: smsc handset; push: handset --\n-- mirrored smsc --\n-- tolerance 20ms --\n-- world live --',
    '-- trace begins in the middle --\n-- epoch 2026-05-01T00:00:00Z --',
  ].map((directives) => parseLadder(`smsc > handset enquire_link sequence_number=1\n${directives}`).header);
  assert.deepEqual(
    headers.map(({ complete, endUs }) => [complete.start, complete.end, endUs]),
    [
      [true, true, 600_000_000],
      [true, true, 5_000_000],
      [true, false, 0],
      [true, false, 20_000],
      [true, true, 600_000_000],
      [false, true, 600_000_000],
    ],
  );
  assert.deepEqual(headers[4]?.observed, [
    { pco: 'sm', parties: ['smsc', 'handset'] },
    { pco: 'push', parties: ['handset'] },
  ]);
  assert.equal(headers[4].timingToleranceUs, 20_000);
  const { events } = parseLadder('smsc > handset enquire_link sequence_number=1');
  for (const header of headers) assert.deepEqual(parseLadder(printLadder(events, { header })).header, header);
});

test('a failure shows the lines around its evidence, and the payloads they use', () => {
  const trace = parseLadder(CHAIN);
  const refused = trace.events.find(
    (event) => isMessage(event) && event.message.name === 'deliver_sm_resp' && event.seq > 11,
  );
  assert.ok(refused !== undefined);
  expect(printLadder(trace.events, { evidence: [refused], around: 1 })).toBe(
    `let P1 = pattern(300)
let P2 = hex 0106 03be af84 + P1
… 10 events
 #11,12 @15.5ms smsc    > handset deliver_sm      sequence_number=2 segment=2/3 reference=7 ud=P2[128..256]
*#13,14 @16.5ms handset > smsc    deliver_sm_resp sequence_number=2 status=ESME_RX_T_APPN
 #15,16 @17.5ms smsc    > handset deliver_sm      sequence_number=3 segment=2/3 reference=7 ud=P2[128..256]
… 13 events
`.replace(/#13,14/, '#13,14'),
  );
});

test('a corrupted octet shows as the one that differs', () => {
  const printed = printLadder(
    parseLadder(`
      let P = pattern(134)
      ppg > smsc submit_sm sequence_number=7 message_payload=P
      smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=7 ud=P[0..60] + hex 00 + P[61..128]`).events,
    {},
  );
  expect(printed).toContain('ud=P1[0..60] + hex 00 + P1[61..128]');
});

test('a brief ladder has filler for long payloads and says so; pieces stay pieces', () => {
  const text = Array.from({ length: 20 }, (_, at) => `line ${at} of a page`).join(' ');
  const printed = printLadder(
    parseLadder(`
      let T = text "${text}"
      ppg > smsc submit_sm sequence_number=7 message_payload=T
      smsc > handset deliver_sm sequence_number=1 segment=1/3 reference=7 ud=T[0..128]`).events,
    { brief: true },
  );
  assert.match(printed, /^let P1 = pattern\((\d+)\) {2}# in place of \1 other octets\n/);
  assert.match(printed, /ud=P1\[0\.\.128\]/);
  expect(parseLadder(printed).events).toHaveLength(4);
});

test('two sessions keep their messages apart, and PAP takes a connection for each request', () => {
  const trace = parseLadder(`
    ppg > smsc submit_sm sequence_number=1
    ppg > smsc submit_sm sequence_number=1 connection=other
    pi ! ppg opened
    ppg ! pi opened
    pi > ppg push-message push-id=1 address=+15550100001 content=text "a"
    pi > ppg push-message push-id=2 address=+15550100002 content=text "b"
    ppg > pi push-response push-id=1 code=1001
    ppg > pi push-response push-id=2 code=1001
    pi ! ppg closed`);
  assert.deepEqual(
    trace.events.filter(({ party }) => party === 'ppg').map(({ connection }) => connection),
    ['smpp-1', 'other', 'pap-1', 'pap-1', 'pap-2', 'pap-1', 'pap-2'],
  );
  assert.equal(trace.events.at(-1)?.connection, 'pap-1');
  const printed = printLadder(trace.events, {});
  assert.equal(printed.match(/connection=/g)?.length, 1, printed);
  assertSame(parseLadder(printed), trace);
});

test('a password is starred with its length kept, and numbers are masked where a mask is given', () => {
  const trace = parseLadder(`
    ppg > smsc bind_transmitter sequence_number=1 system_id=ppg password=secret
    ppg > smsc submit_sm sequence_number=2 destination_addr=+15550100077
    handset > user inbox to=15550100077 octets=hex 00`);
  const printed = printLadder(trace.events, { mask: (number) => `${number.slice(0, 4)}*****${number.slice(9)}` });
  assert.match(printed, /system_id=ppg password=\*{6}\n/);
  assert.match(printed, /destination_addr=\+1555\*{5}77\n/);
  expect(printed).not.toMatch(/secret|15550100077/);
});

test('a mistake in a ladder names its line and the remedy', () => {
  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['ppg > smsc sumbit_sm sequence_number=1', /'sumbit_sm' is no SMPP command\n.*did you mean submit_sm\?/],
    ['ppg > smsc submit_sm sequence_numbr=1', /no field or TLV 'sequence_numbr'\n.*did you mean sequence_number\?/],
    ['ppg > smsc submit_sm esm_class=2', /submit_sm without sequence_number\n.*say sequence_number=7/],
    ['ppg > smsc submit_sm sequence_number=1 message_payload=Q', /'Q' names no octets\n.*let P = /],
    [
      'let P = pattern(10)\nppg > smsc submit_sm sequence_number=1 message_payload=P[0..11]',
      /ladder:2: P\[0\.\.11\] is outside the 10/,
    ],
    ['ppg > smsc submit_sm sequence_number=one', /sequence_number=one is no number/],
    ['ppg > smsc submit_sm sequence_number=1 esm_class=256', /esm_class.*256/],
    ['ppg > smsc submit_sm sequence_number=1 esm_class=2 esm_class=3', /esm_class is said twice/],
    ['ppg > smsc submit_sm sequence_number=1 service_type=WAP header_olny', /'WAP header_olny' has blanks/],
    ['ppg > smsc submit_sm header_olny', /'header_olny' is no field/],
    ['ppg > smsc submit_sm_resp sequence_number=1 status=ESME_RTHROTLED', /did you mean ESME_RTHROTTLED\?/],
    ['smsc > handset deliver_sm sequence_number=1 segment=1/2 ud=hex 00', /segment without reference/],
    ['smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=256 ud=hex 00', /it has 8 bits; say bits=16/],
    ['smsc > handset data_sm sequence_number=1 segment=1/2 reference=2 ud=hex 00', /data_sm has no short_message/],
    ['pi > ppg push-mesage push-id=1', /'push-mesage' is no PAP operation\n.*did you mean push-message\?/],
    ['pi > ppg push-message pushid=1', /push-message has no 'pushid'\n.*did you mean push-id\?/],
    ['handset > user inbox oktets=P', /inbox has no 'oktets'/],
    ['ppg > smcs submit_sm sequence_number=1', /'smcs' is no party\n.*did you mean smsc\?/],
    ['ppg => smsc submit_sm sequence_number=1', /'=>' is no arrow/],
    ['ppg > handset submit_sm sequence_number=1', /share no interface\n.*pco=smpp/],
    ['ppg ! smsc broken', /'broken' after !/],
    ['ppg ~ smsc drop', /affects nothing/],
    [
      '@5ms ppg > smsc unbind sequence_number=1\n@4ms ppg > smsc unbind sequence_number=2',
      /ladder:2: @4ms lies before/,
    ],
    ['let P = hex 0', /is not hex/],
    ['let P = pattern(1)\nlet P = pattern(1)', /ladder:2: P is named twice/],
    ['let ab = pattern(1)', /'ab' is no name/],
    ['let P pattern(1)', /write let P = pattern/],
    ['let P = pattern(1000000)', /too long/],
    ['let P = text "a', /a quotation does not end/],
    ['-- ends soon --', /says nothing a ladder knows/],
    ['-- ends at @5000ms', /does not end in --/],
    ['-- observed smtp: ppg --', /observed 'smtp: ppg'/],
  ];
  for (const [ladder, message] of mistakes) {
    assert.throws(
      () => parseLadder(ladder),
      (error) => error instanceof UsageError && error.message.startsWith('ladder:') && message.test(error.message),
      ladder,
    );
  }
});

test('the ladder that the notation is explained by can be read', () => {
  const text = readFileSync(new URL('ladder.md', import.meta.url), 'utf8');
  const example = /```\n(.*?)```/s.exec(text)?.[1] ?? '';
  const { events, header } = parseLadder(example);
  assert.equal(header.complete.end, false);
  expect(events.filter(isMessage).map(({ message }) => message.name)).toHaveLength(8);
});

function recorded(octets: Uint8Array): Trace {
  const recorder = makeRecorder({ source: 'test', world: 'sim', epochUtc: '2026-01-01T00:00:00Z' });
  const place = { atUs: 1_500, pco: 'smpp', connection: 'a session', octets } as const;
  recorder.message({ ...place, party: 'ppg', peer: 'smsc', direction: 'out' });
  recorder.message({ ...place, party: 'smsc', peer: 'ppg', direction: 'in' });
  const observed = [{ pco: 'smpp', parties: ['ppg', 'smsc'] }] as const;
  return recorder.trace({
    complete: { start: true, end: true },
    observed,
    mirrored: [],
    scripted: [],
    timingToleranceUs: 0,
    endUs: 2_000,
  });
}

test('what passes on the radio side is printed and read back, addresses and causes too, and what is none with all its octets', () => {
  const trace = parseLadder(`
    smsc    > handset rp-data  reference=200 from=861380001000 to=15550100002 tpdu=hex 04 08 81 01 56 08 00
    handset > smsc    rp-error reference=200 cause=22
    smsc    > handset rp-data  reference=201 tpdu=hex 04
    handset > smsc    rp-ack   reference=201
    handset > smsc    rp       raw=hex 03 05 c9 00
    smsc    > handset rp-data  raw=hex 04 01 02 99 99`);
  assertSame(parseLadder(printLadder(trace.events, { header: trace.header })), trace);
});
