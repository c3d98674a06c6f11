import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { isMessage, type Trace } from './event.ts';
import { traceFromJsonl, traceToJsonl } from './jsonl.ts';
import { parseLadder } from './ladder.ts';

const stars = (number: string): string => `${number.slice(0, 4)}*****${number.slice(9)}`;

const TRACE = parseLadder(`
  let P = pattern(200)
  smsc ! ppg opened
  pi > ppg push-message push-id=1 address=+15550100001 content=P
  ppg > smsc submit_sm sequence_number=7 message_payload=P
  smsc > handset deliver_sm sequence_number=1 segment=1/2 reference=7 ud=P[0..128]
  smsc ~ handset duplicate
  handset > user inbox to=15550100001 octets=hex 01 06 03 be af 84 + P
  -- observed pap: ppg pi; smpp: smsc; sm: smsc handset; push: handset --
  -- trace ends before the deadline --`);

test('a trace written, read and written again is the same to the octet', () => {
  const text = traceToJsonl(TRACE);
  const read = traceFromJsonl(text);
  assert.equal(traceToJsonl(read), text);
  assert.deepEqual(read.header, TRACE.header);
  assert.deepEqual(read.events, TRACE.events);
  expect(text.split('\n')).toHaveLength(1 + TRACE.events.length + 1);
});

test('a line holds the place of its event and its octets in hex, nothing that can be derived from them', () => {
  const lines = traceToJsonl(parseLadder('@2ms smsc > handset enquire_link sequence_number=255')).split('\n');
  expect(lines[1]).toBe(
    '{"seq":1,"atUs":2000,"party":"smsc","peer":"handset","pco":"sm","connection":"sm-1",' +
      '"kind":"message","direction":"out","octets":"000000100000001500000000000000ff"}',
  );
});

test('a trace of format 1 is read as one in which nobody was scripted', () => {
  const written = traceToJsonl(TRACE).replace('"format":2', '"format":1').replace('"scripted":[],', '');
  expect(written).toContain('"format":1');
  expect(written).not.toContain('scripted');
  expect(traceFromJsonl(written)).toEqual(TRACE);
});

test('a line that is not what it should be is refused with its number', () => {
  const lines = traceToJsonl(TRACE).trimEnd().split('\n');
  const broken: readonly (readonly [number, string | undefined, RegExp])[] = [
    [1, '', /trace\.jsonl:1: not JSON/],
    [1, '{}', /:1: the header's format is missing/],
    [1, lines[0]?.replace('"format":2', '"format":3'), /:1: format 3 is of a newer pushproof/],
    [1, lines[0]?.replace('"world":"sim"', '"world":"real"'), /:1: world may not be "real"/],
    [1, lines[0]?.replace('"push"', '"pull"'), /:1: observed may not be/],
    [3, lines[2]?.slice(0, -1), /:3: not JSON/],
    [3, '[]', /:3: not a JSON object/],
    [3, lines[1], /:3: seq 1 after 1: it must rise/],
    [3, lines[2]?.replace('"party":"pi"', '"party":"pie"'), /:3: party may not be "pie"/],
    [3, lines[2]?.replace('"octets":"', '"octets":"0'), /:3: octets may not be/],
    [3, lines[2]?.replace('"direction":"out",', ''), /:3: direction is missing/],
    [3, lines[2]?.replace('"kind":"message"', '"kind":"rumour"'), /:3: kind 'rumour'/],
    [lines.length, lines.at(-1)?.replace('"to":"15550100001",', ''), /: to is missing/],
    [lines.length + 1, '', /not JSON/],
  ];
  for (const [number, line, message] of broken) {
    const text = `${lines.toSpliced(number - 1, 1, line ?? '').join('\n')}\n`;
    assert.throws(
      () => traceFromJsonl(text),
      (error) => error instanceof UsageError && message.test(error.message) && error.place === `trace.jsonl:${number}`,
      String(message),
    );
  }
});

test('no password is written, whether its bind is well-formed, broken, or in HTTP', () => {
  const trace = parseLadder(`
    ppg > smsc bind_transmitter sequence_number=1 system_id=ppg password=pa55word
    ppg > smsc bind_receiver sequence_number=2 system_id=hex 70 70 67 password=pa55word
    smsc > ppg outbind sequence_number=3 system_id=smsc password=pa55word
    pi > ppg push-message push-id=1 address=+15550100001 notify=http://me:pa55word@127.0.0.1/n content=text "x" header="Authorization: Basic cGE1NXdvcmQ="`);
  const text = traceToJsonl(trace);
  assert.ok(!text.includes('7061353577') && !text.includes(Buffer.from('cGE1NX').toString('hex')));
  const sizes = (of: Trace): readonly number[] =>
    of.events.map((event) => (isMessage(event) ? event.octets.length : 0));
  expect(sizes(traceFromJsonl(text))).toEqual(sizes(trace));
});

test('with a mask a number stands nowhere in the octets, every octet keeps its place, and numbers stay apart', () => {
  const trace = parseLadder(`
    pi > ppg push-message push-id=1 address=+15550100001 address=WAPPUSH=+1-555.010-2001/TYPE=PLMN@h content=text "15550100001 is content"
    ppg > smsc submit_sm sequence_number=1 destination_addr=+15550100001
    ppg > smsc data_sm sequence_number=2 destination_addr=15550102001 message_payload=text "15550102001"
    smsc > ppg deliver_sm sequence_number=1
    smsc > handset deliver_sm sequence_number=1
    ppg > smsc submit_multi sequence_number=3 dest_addresses=hex 01 01 01 31 35 35 35 30 31 30 30 30 30 31 00
    handset > smsc bind_receiver sequence_number=1 address_range=^15550100001$
    ppg > smsc submit_sm sequence_number=4 source_addr=hex 31 32
    handset > user inbox to=15550102001 octets=text "15550100001"`);
  const masked = traceFromJsonl(traceToJsonl(trace, stars));
  const seen = masked.events.filter(isMessage).map(({ octets }) => Buffer.from(octets).toString('latin1'));
  assert.deepEqual(
    masked.events.map((event) => (isMessage(event) ? event.octets.length : 0)),
    trace.events.map((event) => (isMessage(event) ? event.octets.length : 0)),
  );
  const numbers = seen.map((text) => text.match(/\+?1-?555[-.*0-9]{7,}/g) ?? []);
  assert.deepEqual(
    numbers.filter((_, at) => at % 2 === 0),
    [
      ['+1555*****01', '+1-555.***-*201', '15550100001'], // the last in the content, which is no address
      ['+1555*****01'],
      ['1555****201', '15550102001'],
      ['1555*****01'],
      ['1555*****01'],
      ['1555*****01'],
      ['1555*****01'],
      ['1555*****01'], // broken, so that no field can be told: all that looks like a number
      ['15550100001'],
    ],
  );
  const inbox = masked.events.at(-1);
  assert.ok(inbox !== undefined && isMessage(inbox) && inbox.message.kind === 'push');
  expect(inbox.message.to).toBe('1555****201');
});
