import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { cut, numbersOf } from './correlate.ts';
import { isMessage, type Trace } from './event.ts';
import { traceFromJsonl, traceToJsonl } from './jsonl.ts';
import { parseLadder } from './ladder.ts';

/** `party name number…` of each event. */
function attributed(trace: Trace): readonly string[] {
  const of = numbersOf(trace);
  return trace.events.map((event) => {
    const name = isMessage(event) ? event.message.name : event.kind;
    return [event.party, name, ...(of.get(event.seq) ?? [])].join(' ');
  });
}

/** Two pushes at once on one session, answered in reverse. */
const SHARED = `
  ppg ! smsc opened
  ppg > smsc bind_transmitter sequence_number=1
  pi ! ppg opened connection=a
  pi > ppg push-message push-id=1 address=+15550100001 content=text "one" connection=a
  pi > ppg push-message push-id=2 address=+15550100002 content=text "two" connection=b
  ppg > pi push-response push-id=2 code=1001 connection=b
  ppg > pi push-response push-id=1 code=1001 connection=a
  ppg > smsc submit_sm sequence_number=7 destination_addr=15550100001 message_payload=text "one"
  ppg > smsc submit_sm sequence_number=8 destination_addr=15550100002 message_payload=text "two"
  smsc > handset deliver_sm sequence_number=7 destination_addr=15550100002
  smsc > handset deliver_sm sequence_number=8 destination_addr=15550100001
  smsc ~ handset delay
  handset > smsc deliver_sm_resp sequence_number=8
  handset > smsc deliver_sm_resp sequence_number=7 status=ESME_RX_T_APPN
  handset > user inbox to=15550100001 octets=text "one"
  smsc > ppg submit_sm_resp sequence_number=8 message_id=M2 status=0xfe
  smsc > ppg submit_sm_resp sequence_number=7 message_id=M1
  smsc > ppg enquire_link sequence_number=7
  ppg > smsc enquire_link_resp sequence_number=7
  ppg > pi resultnotification-message push-id=2 message-state=undeliverable code=4000 address=+15550100002 connection=c
  pi > ppg resultnotification-response push-id=2 code=1000 connection=c
  pi ! ppg closed connection=a
  ppg ! smsc closed
`;

test('a cut keeps all of one push and what is nobody’s, on a session that two share, with the numbers of the events', () => {
  const whole = parseLadder(SHARED);
  const one = cut(whole, ['15550100001']);
  const names = one.events.map((event) => `${event.party} ${isMessage(event) ? event.message.name : event.kind}`);
  assert.deepEqual(names, [
    'ppg opened',
    'ppg bind_transmitter',
    'smsc bind_transmitter',
    'pi opened',
    'pi push-message',
    'ppg push-message',
    'ppg push-response',
    'pi push-response',
    'ppg submit_sm',
    'smsc submit_sm',
    'smsc deliver_sm',
    'handset deliver_sm',
    'smsc fault',
    'handset deliver_sm_resp',
    'smsc deliver_sm_resp',
    'handset inbox',
    'smsc submit_sm_resp',
    'ppg submit_sm_resp',
    'smsc enquire_link',
    'ppg enquire_link',
    'ppg enquire_link_resp',
    'smsc enquire_link_resp',
    'pi closed',
    'ppg closed',
  ]);
  const two = cut(whole, ['15550100002']);
  const common = one.events.filter(({ seq }) => two.events.some((event) => event.seq === seq));
  assert.ok(common.every((event) => ['opened', 'closed', 'message'].includes(event.kind)));
  assert.deepEqual(cut(whole, ['15550100001', '15550100002']).events, whole.events);
  expect(one.events.length + two.events.length - common.length).toBe(whole.events.length);
});

test('equal sequence_numbers on two connections, and of two requesters on one, are different requests', () => {
  const trace = parseLadder(`
    ppg > smsc submit_sm sequence_number=7 destination_addr=15550100001 connection=x
    ppg > smsc submit_sm sequence_number=7 destination_addr=15550100002 connection=y
    smsc > handset deliver_sm sequence_number=7 destination_addr=15550100003 connection=x
    smsc > ppg submit_sm_resp sequence_number=7 connection=y
    handset > smsc deliver_sm_resp sequence_number=7 connection=x
    smsc > ppg submit_sm_resp sequence_number=7 connection=x
    smsc > ppg submit_sm_resp sequence_number=8 connection=x`);
  assert.deepEqual(
    attributed(trace).filter((_, at) => at % 2 === 1),
    [
      'smsc submit_sm 15550100001',
      'smsc submit_sm 15550100002',
      'handset deliver_sm 15550100003',
      'ppg submit_sm_resp 15550100002',
      'smsc deliver_sm_resp 15550100003',
      'ppg submit_sm_resp 15550100001',
      'ppg submit_sm_resp',
    ],
  );
});

test('a reused sequence_number belongs to the latest request as each party saw it', () => {
  const trace = parseLadder(`
    ppg > smsc submit_sm sequence_number=7 destination_addr=15550100001
    @2ms+5ms smsc > ppg submit_sm_resp sequence_number=7
    @3ms+9ms ppg > smsc submit_sm sequence_number=7 destination_addr=15550100002`);
  expect(attributed(trace)).toEqual([
    'ppg submit_sm 15550100001',
    'smsc submit_sm 15550100001',
    'smsc submit_sm_resp 15550100001',
    'ppg submit_sm 15550100002',
    'ppg submit_sm_resp 15550100002',
    'smsc submit_sm 15550100002',
  ]);
});

test('a number is the same however its address is written', () => {
  for (const address of [
    'destination_addr=15550100001',
    'destination_addr=+15550100001',
    'destination_addr=+1-555-010-0001 dest_addr_ton=0',
    'destination_addr=15550100001 dest_addr_ton=2 dest_addr_npi=8',
  ]) {
    const trace = parseLadder(`smsc > handset deliver_sm sequence_number=1 ${address}`);
    assert.deepEqual(numbersOf(trace).get(1), ['15550100001'], address);
  }
  const receipt = parseLadder('smsc > ppg deliver_sm sequence_number=1 esm_class=4 source_addr=+15550100001');
  assert.deepEqual(numbersOf(receipt).get(1), ['15550100001']);
  const pap = parseLadder('pi > ppg push-message push-id=1 address=WAPPUSH=+1-555.010.0001/TYPE=PLMN content=text "x"');
  expect(numbersOf(pap).get(1)).toEqual(['15550100001']);
});

test('what names a push or a message instead of a number concerns those of that push or message', () => {
  const trace = parseLadder(`
    pi > ppg push-message push-id=1 address=+15550100001 address=+15550100002 content=text "x"
    pi > ppg statusquery-message push-id=1
    ppg > pi statusquery-response push-id=1 message-state=pending code=1000
    ppg > smsc submit_sm sequence_number=1 destination_addr=15550100003
    smsc > ppg submit_sm_resp sequence_number=1 message_id=M1
    ppg > smsc query_sm sequence_number=2 message_id=M1
    smsc > ppg query_sm_resp sequence_number=2 message_id=M1
    ppg > smsc submit_multi sequence_number=3 dest_addresses=hex 01 01 01 31 32 33 34 00 01 01 01 35 36 37 38 00
    smsc > ppg generic_nack sequence_number=3`);
  expect(attributed(trace).filter((_, at) => at % 2 === 0)).toEqual([
    'pi push-message 15550100001 15550100002',
    'pi statusquery-message 15550100001 15550100002',
    'ppg statusquery-response 15550100001 15550100002',
    'ppg submit_sm 15550100003',
    'smsc submit_sm_resp 15550100003',
    'ppg query_sm 15550100003',
    'smsc query_sm_resp 15550100003',
    'ppg submit_multi 1234 5678',
    'smsc generic_nack 1234 5678',
  ]);
});

test('a masked trace is attributed to masked numbers just as the trace was to numbers', () => {
  const stars = (number: string): string => `${number.slice(0, 4)}*****${number.slice(9)}`;
  const trace = parseLadder(SHARED);
  const masked = traceFromJsonl(traceToJsonl(trace, stars));
  const expected = attributed(trace).map((line) => line.replace(/1555010000(\d)/g, '1555*****0$1'));
  expect(attributed(masked)).toEqual(expected);
});

test('a cut of 20,000 events takes time in proportion, not its square', () => {
  const step = parseLadder('ppg > smsc submit_sm sequence_number=1').events;
  const events = Array.from({ length: 10_000 }, (_, at) =>
    step.map((event, second) => ({ ...event, seq: 2 * at + second + 1 })),
  ).flat();
  const { header } = parseLadder('');
  const started = performance.now();
  assert.equal(cut({ header, events }, ['15550100001']).events.length, 20_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
